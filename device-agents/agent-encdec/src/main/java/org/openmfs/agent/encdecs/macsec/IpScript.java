package org.openmfs.agent.encdecs.macsec;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.ReadsSecret;

/**
 * The commands that one {@code ip -batch -} gets on its standard input, keys included, which are turned into text only as
 * they are written.
 *
 * <p>The text is always of one length, filled up with empty lines: an array this long passes through the JDK's process
 * stream without being copied into a buffer that nobody wipes.
 */
final class IpScript {
    static final int OCTETS = 8192;
    private static final String DIGITS = "0123456789abcdef";

    private final List<Line> lines = new ArrayList<>();

    /**
     * A command.
     *
     * @param keys with what it ends, one key or none, its owner's
     */
    private record Line(String purpose, String command, List<KeyMaterial> keys) {}

    /** Adds a command without secrets, which is its own name in a failure. */
    IpScript add(String command) {
        lines.add(new Line(command, command, List.of()));
        return this;
    }

    /** Adds a command that ends in a key, of which a failure names the purpose alone; open until this was written. */
    IpScript add(String purpose, String command, KeyMaterial key) {
        lines.add(new Line(purpose, command + " ", List.of(key)));
        return this;
    }

    /**
     * Writes all of it, and then as many empty lines: the JDK writes through a buffer on the thread's stack, where the keys
     * would stay until something else comes to lie there.
     */
    void writeTo(OutputStream input) throws IOException {
        byte[] text = text();
        try {
            input.write(text);
        } finally {
            Arrays.fill(text, (byte) '\n');
        }
        input.write(text);
    }

    /** For who wipes it. */
    byte[] text() {
        byte[] text = new byte[OCTETS];
        Arrays.fill(text, (byte) '\n');
        int end = 0;
        for (Line line : lines) {
            byte[] command = line.command().getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(command, 0, text, end, command.length);
            end += command.length;
            for (KeyMaterial key : line.keys()) {
                end = spell(key, text, end);
            }
            end++;
        }
        return text;
    }

    @ReadsSecret("the kernel gets its key")
    private static int spell(KeyMaterial key, byte[] text, int from) {
        return key.lend(bytes -> {
            int end = from;
            for (byte octet : bytes) {
                text[end++] = (byte) DIGITS.charAt(octet >> 4 & 0xF);
                text[end++] = (byte) DIGITS.charAt(octet & 0xF);
            }
            return end;
        });
    }

    /** What the command of a line (from 1) was for. */
    String purpose(int line) {
        return line >= 1 && line <= lines.size() ? lines.get(line - 1).purpose() : "line " + line;
    }
}
