package org.openmfs.northbound.auth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner may read, replaced as a whole or not at all. */
public final class OwnerOnlyFiles {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(OWNER);

    private OwnerOnlyFiles() {}

    /** Makes a folder and its missing parents; those that are made only their owner may enter. */
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, OWNER_ONLY_FOLDER);
        }
    }

    /** Puts {@code content} in the place of {@code current}; when this returns it is on the disk. */
    public static void replace(Path current, byte[] content) throws IOException {
        Path fresh = writeBeside(current, content);
        Files.move(fresh, current, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(current.toAbsolutePath().getParent());
    }

    /**
     * Puts {@code content} in the place of {@code current}, which moves to {@code previous}. At no time is there no
     * {@code current}, and when this returns the new one is on the disk.
     */
    public static void replaceKeeping(Path previous, Path current, byte[] content) throws IOException {
        Path fresh = writeBeside(current, content);
        if (Files.exists(current)) {
            Path link = previous.resolveSibling(previous.getFileName() + ".new");
            Files.deleteIfExists(link);
            Files.createLink(link, current);
            Files.move(link, previous, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(fresh, current, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(current.toAbsolutePath().getParent());
    }

    /** Whether nobody but the owner may read or write a file. */
    public static boolean isOwnerOnly(Path file) throws IOException {
        return OWNER.containsAll(Files.getPosixFilePermissions(file));
    }

    /** A file to write to, made if it is not there. */
    static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OWNER_ONLY);
    }

    private static Path writeBeside(Path current, byte[] content) throws IOException {
        Path fresh = current.resolveSibling(current.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, OWNER_ONLY);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return fresh;
    }

    private static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
