package org.openmfs.controller.spi.restconf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.openmfs.controller.spi.SouthboundFailure;

/** Reads a stream of server-sent events (RFC 8040, section 6) until it ends or is closed. */
final class EventStream implements AutoCloseable {
    private static final int LONGEST_EVENT = 1 << 20;
    private static final String DATA = "data:";

    private final InputStream input;

    private EventStream(InputStream input) {
        this.input = input;
    }

    /** Opens the stream; nothing is read yet. */
    static EventStream open(RestconfClient client, URI location) throws SouthboundFailure {
        return new EventStream(client.open(location));
    }

    /**
     * Hands over each event's data, blocking until the stream ends.
     *
     * @throws IOException if the connection breaks or an event is longer than 1 MiB
     */
    void forEach(Consumer<String> events) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && !data.isEmpty()) {
                events.accept(data.toString());
                data.setLength(0);
            } else if (line.startsWith(DATA)) {
                data.append(line, DATA.length(), line.length());
            }
            if (data.length() > LONGEST_EVENT) {
                throw new IOException("an event of more than 1 MiB");
            }
        }
    }

    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException gone) {
            // The connection is given up either way.
        }
    }
}
