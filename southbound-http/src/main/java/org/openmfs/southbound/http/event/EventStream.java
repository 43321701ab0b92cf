package org.openmfs.southbound.http.event;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.RestconfClient;

/** Reads a stream of server-sent events (RFC 8040, section 6) until it ends or is closed. */
final class EventStream implements AutoCloseable {
    private static final int LONGEST_EVENT = 1 << 20;
    private static final String DATA = "data";
    private static final String COMMENT = ":";
    private static final char BYTE_ORDER_MARK = 0xFEFF;

    private final InputStream input;
    private volatile long heard = System.nanoTime();
    private volatile boolean keptAlive;
    private boolean afterReturn;

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
     * @throws IOException if the connection breaks, or when an event is longer than 1 MiB, which is handed over as empty
     */
    void forEach(Consumer<String> events) throws IOException {
        Reader characters = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        passMark(characters);
        StringBuilder data = new StringBuilder();
        for (Optional<String> line = line(characters, data, events);
                line.isPresent();
                line = line(characters, data, events)) {
            String text = line.get();
            heard = System.nanoTime();
            keptAlive |= text.startsWith(COMMENT);
            if (text.isEmpty() && !data.isEmpty()) {
                events.accept(data.substring(0, data.length() - 1));
                data.setLength(0);
            } else {
                data(text).ifPresent(value -> data.append(value).append('\n'));
            }
        }
    }

    /** A byte order mark may be there, once. */
    private static void passMark(Reader characters) throws IOException {
        characters.mark(1);
        if (characters.read() != BYTE_ORDER_MARK) {
            characters.reset();
        }
    }

    /** A line of an event's data, without the one blank that may come before it. */
    private static Optional<String> data(String line) {
        if (line.equals(DATA)) {
            return Optional.of("");
        }
        if (!line.startsWith(DATA + ":")) {
            return Optional.empty();
        }
        String value = line.substring(DATA.length() + 1);
        return Optional.of(value.startsWith(" ") ? value.substring(1) : value);
    }

    /** Whether a server that sends comments to keep the stream alive has sent nothing at all for longer than this. */
    boolean isSilentFor(Duration longest) {
        return keptAlive && System.nanoTime() - heard > longest.toNanos();
    }

    /** The next line; empty at the end of the stream. Together with what came before it, it has a largest length. */
    private Optional<String> line(Reader characters, StringBuilder before, Consumer<String> events) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = characters.read(); next >= 0; next = characters.read()) {
            boolean rest = afterReturn && next == '\n';
            afterReturn = next == '\r';
            if (rest) {
                continue;
            }
            if (next == '\n' || next == '\r') {
                return Optional.of(line.toString());
            }
            line.append((char) next);
            if (before.length() + line.length() > LONGEST_EVENT) {
                events.accept("");
                throw new IOException("an event of more than 1 MiB");
            }
        }
        return Optional.empty();
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
