package org.openmfs.controller.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/** That one process alone writes an archive, as long as this is open; a killed one leaves nothing behind that holds it. */
final class HeldFile implements AutoCloseable {
    /**
     * Of this process, by what the system knows files by: to open one of these again and close it would let its lock go
     * (POSIX, fcntl).
     */
    private static final Set<Object> HERE = ConcurrentHashMap.newKeySet();

    private final Object key;
    private final FileChannel channel;

    private HeldFile(Object key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** @throws ArchiveFailure {@link Why#HELD} if somebody else has it */
    static HeldFile of(Path archive) throws ArchiveFailure {
        Path file = archive.resolveSibling(archive.getFileName() + ".lock");
        try {
            Object key = keyOf(file);
            if (!HERE.add(key)) {
                throw held(archive);
            }
            boolean ours = false;
            try {
                Optional<FileChannel> channel = locked(file);
                ours = channel.isPresent();
                return new HeldFile(key, channel.orElseThrow(() -> held(archive)));
            } finally {
                if (!ours) {
                    HERE.remove(key);
                }
            }
        } catch (IOException e) {
            throw new ArchiveFailure(Why.UNWRITABLE, PrivateFile.fault(file, e), e);
        }
    }

    private static ArchiveFailure held(Path archive) {
        return new ArchiveFailure(Why.HELD, archive + " is written by another process, which must end first");
    }

    private static Object keyOf(Path file) throws IOException {
        try {
            Files.createFile(file, PrivateFile.MODE);
        } catch (FileAlreadyExistsException there) {
            // A creation that fails opens nothing.
        }
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private static Optional<FileChannel> locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        boolean ours = false;
        try {
            ours = isTaken(channel);
            return ours ? Optional.of(channel) : Optional.empty();
        } finally {
            if (!ours) {
                channel.close();
            }
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException here) {
            return false;
        }
    }

    @Override
    public void close() throws ArchiveFailure {
        boolean wasOpen = channel.isOpen();
        try {
            channel.close();
        } catch (IOException e) {
            throw new ArchiveFailure(Why.UNWRITABLE, "the lock of the archive can't be given back", e);
        } finally {
            if (wasOpen) {
                HERE.remove(key);
            }
        }
    }
}
