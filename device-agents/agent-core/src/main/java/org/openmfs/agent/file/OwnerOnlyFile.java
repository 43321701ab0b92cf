package org.openmfs.agent.file;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Files without any permission for group or others: read only if they are, and written so that a crash at any moment
 * leaves them either as they were or as they are to be.
 */
public final class OwnerOnlyFile {
    private static final Set<PosixFilePermission> ALLOWED =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final FileAttribute<Set<PosixFilePermission>> MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<StandardOpenOption> NEW =
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private OwnerOnlyFile() {}

    /**
     * Reads the whole file into one array, of which no other copy was made; the caller wipes it.
     *
     * @param limit largest size in octets
     * @throws IOException if it is missing, too large, not a regular file or open to others; the message tells which
     */
    public static byte[] read(Path file, int limit) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + " is not a regular file");
        }
        return readThroughLinks(file, limit);
    }

    /** As {@link #read}, but follows links, as secrets are mounted behind links; the target's mode counts. */
    public static byte[] readThroughLinks(Path file, int limit) throws IOException {
        requireRegular(file);
        Set<PosixFilePermission> given = Files.getPosixFilePermissions(file);
        if (!ALLOWED.containsAll(given)) {
            throw new IOException(
                    file + " holds secrets and must have mode rw-------, not " + PosixFilePermissions.toString(given));
        }
        return content(file, limit);
    }

    /** Reads a file that others may read too, with the same limits otherwise. */
    public static byte[] readOpen(Path file, int limit) throws IOException {
        requireRegular(file);
        return content(file, limit);
    }

    private static void requireRegular(Path file) throws IOException {
        Optional<String> obstacle = FileFault.obstacle(file);
        if (obstacle.isPresent()) {
            throw new IOException(file + ": " + obstacle.get());
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not a regular file");
        }
    }

    private static byte[] content(Path file, int limit) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
            if (channel.size() > limit) {
                throw new IOException(file + " is larger than " + limit + " octets");
            }
            return whole(file, channel);
        } catch (AccessDeniedException refused) {
            throw new IOException(file + ": this user may not read it", refused);
        }
    }

    /** By memory of our own: of an array the JDK keeps a copy with the thread, until that reads something else. */
    private static byte[] whole(Path file, SeekableByteChannel channel) throws IOException {
        int size = (int) channel.size();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment room = arena.allocate(size);
            try {
                ByteBuffer rest = room.asByteBuffer();
                while (rest.hasRemaining()) {
                    if (channel.read(rest) < 0) {
                        throw new IOException(file + " was cut short while it was read");
                    }
                }
                return room.toArray(ValueLayout.JAVA_BYTE);
            } finally {
                room.fill((byte) 0);
            }
        }
    }

    /**
     * Puts a file in its place, on the disk.
     *
     * @param file where; its folder exists
     * @throws FileSystemException when it is not there, and then the old one still is; with the file and what happened
     */
    public static void write(Path file, byte[] content) throws FileSystemException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            putInPlace(file, fresh, content);
        } catch (IOException failed) {
            FileSystemException told = new FileSystemException(file.toString(), null, FileFault.reason(failed));
            told.initCause(failed);
            deleteQuietly(fresh, told);
            throw told;
        }
    }

    private static void putInPlace(Path file, Path fresh, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(fresh, NEW, MODE)) {
            fill(channel, content);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(file);
    }

    private static void deleteQuietly(Path fresh, FileSystemException told) {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException more) {
            told.addSuppressed(more);
        }
    }

    private static void fill(FileChannel channel, byte[] content) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment room = arena.allocate(content.length).copyFrom(MemorySegment.ofArray(content));
            try {
                ByteBuffer bytes = room.asByteBuffer();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } finally {
                room.fill((byte) 0);
            }
        }
        channel.force(true);
    }

    private static void forceFolder(Path file) throws IOException {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /**
     * As {@link #write}, where there must be no file yet, whoever else makes one at the same time.
     *
     * @throws FileAlreadyExistsException if there is one, which stays as it is
     */
    public static void writeNew(Path file, byte[] content) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "." + file.getFileName(), ".new", MODE);
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                fill(channel, content);
            }
            Files.createLink(file, fresh);
        } finally {
            Files.delete(fresh);
        }
        forceFolder(file);
    }
}
