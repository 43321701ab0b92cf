package org.openmfs.agent.encdecs.guardian;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** That one agent at a time speaks with a guardian; the kernel frees it when the agent dies. */
final class OwnerLock implements Closeable {
    private final FileChannel channel;

    private OwnerLock(FileChannel channel) {
        this.channel = channel;
    }

    static OwnerLock of(Path folder) throws GuardianFailure {
        Path file = folder.resolve("owner");
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            if (taken(channel).isEmpty()) {
                channel.close();
                throw new GuardianFailure("another agent holds " + file);
            }
            return new OwnerLock(channel);
        } catch (IOException e) {
            throw new GuardianFailure(file + " could not be locked", e);
        }
    }

    private static Optional<FileLock> taken(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException here) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
