package org.openmfs.agent.file;

import java.util.Arrays;

/** The mark that editors and libraries, mostly of Windows, begin a text in UTF-8 with, and that is no part of it. */
public final class ByteOrderMark {
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private ByteOrderMark() {}

    /**
     * How many octets at the beginning are to be passed over.
     *
     * @param length of the text, at the beginning of the octets
     */
    public static int lengthIn(byte[] octets, int length) {
        boolean marked = Arrays.equals(octets, 0, Math.min(MARK.length, length), MARK, 0, MARK.length);
        return marked ? MARK.length : 0;
    }
}
