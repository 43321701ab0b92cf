package org.openmfs.agent.encdecs.guardian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that nobody but their owner may read or change. */
final class OwnerOnly {
    private OwnerOnly() {}

    static Path folder(Path folder) throws GuardianFailure {
        try {
            if (!Files.exists(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
            if (!mode.endsWith("------")) {
                throw new GuardianFailure(folder + " must have mode rwx------, not " + mode);
            }
            return folder.toRealPath();
        } catch (IOException e) {
            throw new GuardianFailure(folder + " could not be made", e);
        }
    }

    /** As a whole or not at all. */
    static void replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
