package org.openmfs.controller.archive;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a chain: with its hash it stands for everything up to there. Whoever keeps the last one elsewhere notices
 * when an older copy of the file is put back.
 *
 * @param sequence of the entry, from 1; 0 before the first
 * @param hash of the entry, SHA-384 as 96 lower-case hexadecimal digits; empty before the first
 */
public record Head(long sequence, String hash) implements Comparable<Head> {
    /** Before the first entry; where one is expected, this expects nothing. */
    public static final Head NONE = new Head(0, "");

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,17}):([0-9a-f]{96})");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{96}");

    /** @throws IllegalArgumentException if number and hash do not go together */
    public Head {
        if (sequence < 0
                || (sequence == 0 ? !hash.isEmpty() : !HASH.matcher(hash).matches())) {
            throw new IllegalArgumentException("entry " + sequence + " has no SHA-384 hash in hexadecimal");
        }
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it is of another form
     */
    public static Head of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a head is NUMBER:HASH, the hash of 96 hexadecimal digits");
        }
        return new Head(Long.parseLong(parts.group(1)), parts.group(2));
    }

    boolean isNone() {
        return sequence == 0;
    }

    @Override
    public int compareTo(Head other) {
        int bySequence = Long.compare(sequence, other.sequence);
        return bySequence == 0 ? hash.compareTo(other.hash) : bySequence;
    }

    @Override
    public String toString() {
        return sequence + ":" + hash;
    }
}
