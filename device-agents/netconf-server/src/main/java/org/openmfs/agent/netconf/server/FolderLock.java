package org.openmfs.agent.netconf.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Keeps a second process out of a data folder. Freed by the operating system when the process dies. */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes the folder if need be, for its owner alone, and takes it.
     *
     * @throws IOException when another process has it
     */
    static FolderLock take(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var channel =
                FileChannel.open(folder.resolve("netconf.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new FolderLock(channel);
            }
        } catch (OverlappingFileLockException sameProcess) {
            // Answered below like a lock of another process.
        }
        channel.close();
        throw new IOException("data folder " + folder + " is in use by another agent");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
