package org.openmfs.agent.encdecs.macsec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.ReadsSecret;

/**
 * The commands that one {@code ip -batch -} gets on its standard input, keys included; wiped on close.
 *
 * <p>Always of one length, filled up with empty lines: an array this long passes through the JDK's process stream without
 * being copied into a buffer that nobody wipes.
 */
final class IpScript implements AutoCloseable {
    static final int OCTETS = 8192;
    private static final String DIGITS = "0123456789abcdef";

    private final byte[] text = new byte[OCTETS];
    private final List<String> purposes = new ArrayList<>();
    private int end;

    IpScript() {
        Arrays.fill(text, (byte) '\n');
    }

    /** Adds a command without secrets, which is its own name in a failure. */
    IpScript add(String command) {
        append(command.getBytes(StandardCharsets.US_ASCII));
        end++;
        purposes.add(command);
        return this;
    }

    /** Adds a command that ends in a key, of which a failure names the purpose alone. */
    @ReadsSecret("the kernel gets its key")
    IpScript add(String purpose, String command, KeyMaterial key) {
        append((command + " ").getBytes(StandardCharsets.US_ASCII));
        key.lend(bytes -> {
            for (byte octet : bytes) {
                text[end++] = (byte) DIGITS.charAt(octet >> 4 & 0xF);
                text[end++] = (byte) DIGITS.charAt(octet & 0xF);
            }
            return end;
        });
        end++;
        purposes.add(purpose);
        return this;
    }

    private void append(byte[] words) {
        System.arraycopy(words, 0, text, end, words.length);
        end += words.length;
    }

    byte[] text() {
        return text;
    }

    /** What the command of a line (from 1) was for. */
    String purpose(int line) {
        return line >= 1 && line <= purposes.size() ? purposes.get(line - 1) : "line " + line;
    }

    @Override
    public void close() {
        Arrays.fill(text, (byte) 0);
    }
}
