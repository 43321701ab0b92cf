package org.openmfs.controller.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/** That one process alone writes an archive, as long as this is open; a killed one leaves nothing behind that holds it. */
final class HeldFile implements AutoCloseable {
    private static final Set<StandardOpenOption> MADE = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private final FileChannel channel;

    private HeldFile(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws ArchiveFailure {@link Why#HELD} if somebody else has it */
    static HeldFile of(Path archive) throws ArchiveFailure {
        Path file = archive.resolveSibling(archive.getFileName() + ".lock");
        try {
            FileChannel channel = FileChannel.open(file, MADE, PrivateFile.MODE);
            boolean ours = false;
            try {
                ours = isTaken(channel);
            } finally {
                if (!ours) {
                    channel.close();
                }
            }
            if (!ours) {
                throw new ArchiveFailure(Why.HELD, archive + " is written by another process, which must end first");
            }
            return new HeldFile(channel);
        } catch (IOException e) {
            throw new ArchiveFailure(Why.UNWRITABLE, PrivateFile.fault(file, e), e);
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
        try {
            channel.close();
        } catch (IOException e) {
            throw new ArchiveFailure(Why.UNWRITABLE, "the lock of the archive can't be given back", e);
        }
    }
}
