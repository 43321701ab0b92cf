package org.openmfs.agent.netconf.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.openmfs.agent.file.OwnerOnlyFile;

/** The agent's data folder and the secrets made in it: for their owner alone from the first moment. */
final class OwnerOnlyFolder {
    private static final int SECRET_OCTETS = 32;

    private OwnerOnlyFolder() {}

    static void make(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Makes the folder, or deletes the files in it. */
    static void makeEmpty(Path folder) throws IOException {
        make(folder);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }

    /**
     * Makes the file where there is none, or an empty one that nothing depends on: a crash of an earlier version left
     * such.
     *
     * @param sealed what is sealed under the secret, if it is there
     */
    static void requireSecret(Path file, Path sealed, SecureRandom random) throws IOException {
        if (Files.isSymbolicLink(file) && !Files.exists(file)) {
            throw new IOException(file + " is a link to " + Files.readSymbolicLink(file)
                    + ", which is not there: is its medium mounted?"
                    + " At the first start put a file of one long line there, mode 0600");
        }
        if (!Files.exists(file) || Files.size(file) == 0 && !Files.exists(sealed)) {
            writeSecret(file, random);
        }
    }

    /** Makes a file that holds 256 random bits in hexadecimal. */
    static void writeSecret(Path file, SecureRandom random) throws IOException {
        byte[] secret = new byte[SECRET_OCTETS];
        random.nextBytes(secret);
        OwnerOnlyFile.write(file, (HexFormat.of().formatHex(secret) + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
