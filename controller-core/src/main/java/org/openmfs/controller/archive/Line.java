package org.openmfs.controller.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One line of JSON over a socket. */
final class Line {
    private static final int LONGEST = 64 * 1024;

    private Line() {}

    static void write(SocketChannel to, JsonObject content) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap((content + "\n").getBytes(UTF_8));
        while (rest.hasRemaining()) {
            to.write(rest);
        }
    }

    /**
     * @throws IllegalStateException if it is no object
     * @throws IllegalArgumentException if it is too long
     */
    static JsonObject read(SocketChannel from) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer octets = ByteBuffer.allocate(4096);
        while (from.read(octets.clear()) >= 0) {
            octets.flip();
            boolean last = octets.hasRemaining() && octets.get(octets.limit() - 1) == '\n';
            line.write(octets.array(), 0, octets.limit());
            if (last) {
                return JsonParser.parseString(line.toString(UTF_8)).getAsJsonObject();
            }
            if (line.size() > LONGEST) {
                throw new IllegalArgumentException("it is too long");
            }
        }
        throw new EOFException("it ended early");
    }
}
