package org.openmfs.agent.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Whether files can be written to a folder: rights do not tell, since its disk may be full or stand still. */
public final class Room {
    private static final int ENOUGH = 8 * 1024;

    private Room() {}

    /** Why a small file cannot be written there; it is written, and removed again. Empty where it can. */
    public static Optional<String> fault(Path folder) {
        return fault(folder, ENOUGH);
    }

    /** The same of a file of so many octets. */
    public static Optional<String> fault(Path folder, int octets) {
        try {
            Path trial = Files.createTempFile(folder, ".room-", ".new");
            try (FileChannel channel = FileChannel.open(trial, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.allocate(octets);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            } finally {
                Files.deleteIfExists(trial);
            }
            return Optional.empty();
        } catch (IOException full) {
            return Optional.of(FileFault.reason(full));
        }
    }
}
