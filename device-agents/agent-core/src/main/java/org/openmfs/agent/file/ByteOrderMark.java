package org.openmfs.agent.file;

import java.util.Arrays;

/** The mark that editors and libraries, mostly of Windows, begin a text in UTF-8 with, and that is no part of it. */
public final class ByteOrderMark {
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private ByteOrderMark() {}

    /** How many octets at the beginning of a text are to be passed over; the text ends before {@code end}. */
    public static int lengthIn(byte[] octets, int start, int end) {
        int behind = Math.min(start + MARK.length, end);
        return Arrays.equals(octets, start, behind, MARK, 0, MARK.length) ? MARK.length : 0;
    }
}
