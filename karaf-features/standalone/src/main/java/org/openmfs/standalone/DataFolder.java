package org.openmfs.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.openmfs.northbound.auth.OwnerOnlyFiles;

/** The folder of everything that outlives the program, held by one program at a time. */
final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes it; makes it if it is not there.
     *
     * @throws IOException if another program has it, or it can't be made; the message is for an operator
     */
    static DataFolder take(Path path) throws IOException {
        OwnerOnlyFiles.makeFolder(path);
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new IOException(path + " is in use by another controller");
        }
        return new DataFolder(path, channel);
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
