package org.openmfs.controller.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files for their owner alone; what is written new is there whole or not at all. */
final class PrivateFile {
    static final FileAttribute<Set<PosixFilePermission>> MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<PosixFilePermission> ALLOWED =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private PrivateFile() {}

    /** Makes it empty, unless it is there. */
    static void make(Path file) throws IOException {
        try {
            Files.createFile(file, MODE);
        } catch (FileAlreadyExistsException there) {
            requireOwnerOnly(file);
        }
    }

    /** @throws IOException with the file's name, if others may read or write it */
    static void requireOwnerOnly(Path file) throws IOException {
        Set<PosixFilePermission> given = Files.getPosixFilePermissions(file);
        if (!ALLOWED.containsAll(given)) {
            throw new IOException(file + " is open to others: its mode is " + PosixFilePermissions.toString(given)
                    + ", and rw------- (0600) was expected");
        }
    }

    /** Puts content where there is no file yet; when this returns it is on disk. */
    static void writeNew(Path file, byte[] content) throws IOException {
        Path fresh = besides(file);
        Files.deleteIfExists(fresh);
        try (FileChannel channel =
                FileChannel.open(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), MODE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        putInPlace(fresh, file);
    }

    /** Where a file is written before it is put in its place. */
    static Path besides(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /** What was written and forced to disk takes its name, which nothing has yet. */
    static void putInPlace(Path fresh, Path file) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** One line with the file's name. */
    static String fault(Path file, IOException e) {
        return switch (e) {
            case NoSuchFileException none -> "there is no " + none.getFile();
            case AccessDeniedException denied -> denied.getFile() + ": this user may not read or write it";
            case FileAlreadyExistsException there -> there.getFile() + " is there already, and stays as it is";
            default ->
                String.valueOf(e.getMessage()).startsWith(file.toString())
                        ? e.getMessage()
                        : file + ": " + e.getMessage();
        };
    }
}
