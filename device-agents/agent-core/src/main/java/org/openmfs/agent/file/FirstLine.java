package org.openmfs.agent.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The first line of a file that holds a password, a passphrase or a PIN, without a String of it. */
public final class FirstLine {
    private FirstLine() {}

    /** Wipes the content; the caller wipes the line. */
    public static char[] taking(byte[] content) {
        int from = ByteOrderMark.lengthIn(content, 0, content.length);
        CharBuffer letters = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(content, from, content.length - from));
        Arrays.fill(content, (byte) 0);
        int length = 0;
        while (length < letters.length() && letters.get(length) != '\n' && letters.get(length) != '\r') {
            length++;
        }
        char[] line = Arrays.copyOf(letters.array(), length);
        Arrays.fill(letters.array(), '\0');
        return line;
    }
}
