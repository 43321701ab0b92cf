package org.openmfs.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.openmfs.northbound.auth.OwnerOnlyFiles;

/** The folder of everything that outlives the program, held by one program at a time. */
final class DataFolder implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String LOG = "log";

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes it if it is not there, and sees to it that everything in it may be read and written.
     *
     * @throws FileSystemException if not; names what can't be used, and says why, for an operator
     */
    static void prepare(Path path) throws FileSystemException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "is not a folder");
        }
        try {
            OwnerOnlyFiles.makeFolder(path);
        } catch (IOException e) {
            throw new FileSystemException(path.toString(), null, "may not be made by " + user());
        }
        Optional<Path> closed = closed(path);
        if (closed.isPresent()) {
            throw new FileSystemException(closed.get().toString(), null, "may not be read and written by " + user());
        }
    }

    private static Optional<Path> closed(Path path) {
        if (!isOpen(path) || !Files.isExecutable(path)) {
            return Optional.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> !isOpen(file)).sorted().findFirst();
        } catch (IOException e) {
            return Optional.of(path);
        }
    }

    private static boolean isOpen(Path file) {
        return Files.isReadable(file) && Files.isWritable(file);
    }

    private static String user() {
        return "user " + System.getProperty("user.name");
    }

    /**
     * Takes it.
     *
     * @throws IOException if another program has it, or it can't be used; the message is for an operator
     */
    static DataFolder take(Path path) throws IOException {
        prepare(path);
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new FileSystemException(path.toString(), null, "in use by another controller");
        }
        return new DataFolder(path, channel);
    }

    /** What a start is about to make in it. */
    static NewFiles newFilesIn(Path path) {
        return NewFiles.of(
                path,
                LOCK,
                LOG,
                LOG + "/controller.log",
                "archive.db",
                "archive.db-wal",
                "archive.db-shm",
                "archive.db.key",
                "archive.db.lock",
                "archive.db.socket");
    }

    /** After a start that failed: as if it had never been, where no other controller has it. */
    static void giveBack(Path path, NewFiles made) {
        if (!Files.isDirectory(path)) {
            return;
        }
        try (DataFolder own = take(path)) {
            made.remove();
        } catch (IOException another) {
            // It is not ours to tidy up, and the start has failed for a reason of its own.
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    /** Lets go of it: the lock ends with the channel. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
