package org.openmfs.controller.archive;

import java.nio.file.Path;

/**
 * Which archive.
 *
 * @param file of SQLite; the key stands beside it as {@code FILE.key}, the lock as {@code FILE.lock}
 * @param algorithm of the key that is made at first use, {@code Ed25519} or {@code ML-DSA-65} (from Java 24 on); a key
 *     that is there already has its own
 */
public record Settings(Path file, MemberId member, Limits limits, String algorithm) {
    /** With the ordinary limits and Ed25519. */
    public static Settings of(Path file, MemberId member) {
        return new Settings(file, member, Limits.ORDINARY, VerificationKey.ED25519);
    }

    Path keyFile() {
        return file.resolveSibling(file.getFileName() + ".key");
    }
}
