package org.openmfs.agent.peer.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that hold secrets: made and read only without any permission for group or others. */
public final class OwnerOnly {
    private static final int LARGEST = 1 << 18;
    private static final Set<PosixFilePermission> ALLOWED =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private OwnerOnly() {}

    /** For a file that is about to be made. */
    public static FileAttribute<Set<PosixFilePermission>> attribute() {
        return PosixFilePermissions.asFileAttribute(ALLOWED);
    }

    /**
     * Reads the whole file. A link is followed, as secrets are mounted behind links; its target's mode counts.
     *
     * @throws IOException if it is missing, larger than 256 KiB, not a regular file or open to others
     */
    static byte[] read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + ": there is no such file");
        }
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            throw new IOException(file + " is not a regular file of at most " + LARGEST + " octets");
        }
        Set<PosixFilePermission> given = Files.getPosixFilePermissions(file);
        if (!ALLOWED.containsAll(given)) {
            throw new IOException(
                    file + " holds secrets and must have mode rw-------, not " + PosixFilePermissions.toString(given));
        }
        return Files.readAllBytes(file);
    }
}
