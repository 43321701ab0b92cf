package org.openmfs.testbed.kernel;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What one end of the numbered traffic has counted so far.
 *
 * @param sent datagrams sent by this end
 * @param received different datagrams received from the other end
 * @param missing numbers below the highest one received that have not come
 * @param doubled datagrams received more than once
 * @param done whether sending has ended and the last datagrams had time to arrive
 */
public record TrafficCount(long sent, long received, long missing, long doubled, boolean done) {
    private static final Gson GSON = new Gson();

    /** How many of the other end's datagrams did not arrive here; exact once both are done. */
    public long lostFrom(TrafficCount sender) {
        return sender.sent() - received;
    }

    /** The counts in the file that a {@link TrafficCounter} keeps up to date; zeros before it has started. */
    public static TrafficCount read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new TrafficCount(0, 0, 0, 0, false);
        }
        return GSON.fromJson(Files.readString(file), TrafficCount.class);
    }

    void write(Path file) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(next, toJson());
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private String toJson() {
        return "{\"sent\":%d,\"received\":%d,\"missing\":%d,\"doubled\":%d,\"done\":%b}%n"
                .formatted(sent, received, missing, doubled, done);
    }
}
