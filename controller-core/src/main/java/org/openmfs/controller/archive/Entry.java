package org.openmfs.controller.archive;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What somebody has archived. Text keeps every character but NUL and halves of characters, which become U+FFFD, so that it
 * reads back, octet for octet, as it was hashed.
 *
 * @param kind an open word, {@code [a-z][a-z0-9-]{0,31}}: {@link #AUDIT}, {@link #STEP}, {@link #KEY_HISTORY},
 *     {@link #REPORT} or another
 * @param who did or asked it: a user, a service, a member; at most 1,024 octets in UTF-8
 * @param what a short text or JSON, at most 64 KiB in UTF-8; never a key or a password
 * @param from where it was asked: an address, a device; at most 1,024 octets; may be empty
 * @param outcome what came of it, at most 1,024 octets; may be empty
 */
public record Entry(String kind, String who, String what, String from, String outcome) {
    public static final String AUDIT = "audit";
    public static final String STEP = "step";
    public static final String KEY_HISTORY = "key-history";
    public static final String REPORT = "report";

    /** The first of a chain: its key. */
    static final String BEGIN = "begin";
    /** Signs all before it. */
    static final String CHECKPOINT = "checkpoint";
    /** The wall clock went back. */
    static final String CLOCK = "clock";
    /** All up to an entry was written to a file. */
    static final String EXPORT = "export";
    /** All up to an entry was forgotten. */
    static final String CUT = "cut";

    /** Kinds that the archive writes itself, each with a signature. */
    static final Set<String> SIGNED = Set.of(BEGIN, CHECKPOINT, EXPORT, CUT);

    /** Longest {@link #what}, in octets. */
    public static final int LONGEST_WHAT = 64 * 1024;
    /** Longest other text, in octets. */
    public static final int LONGEST = 1024;

    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** @throws IllegalArgumentException if the kind is no such word, or a text too long */
    public Entry {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("a kind is a word of 1..32 letters a-z, digits and '-'");
        }
        who = fitting("who", who, LONGEST);
        what = fitting("what", what, LONGEST_WHAT);
        from = fitting("from", from, LONGEST);
        outcome = fitting("outcome", outcome, LONGEST);
    }

    /** Whether it is of a kind that the archive alone writes. */
    boolean isReserved() {
        return SIGNED.contains(kind) || kind.equals(CLOCK);
    }

    /** How much room its texts take, in characters. */
    int length() {
        return who.length() + what.length() + from.length() + outcome.length();
    }

    private static String fitting(String name, String text, int longest) {
        String whole = whole(text);
        int octets = whole.getBytes(StandardCharsets.UTF_8).length;
        if (octets > longest) {
            throw new IllegalArgumentException(
                    name + " has " + octets + " octets, at most " + longest + " are archived");
        }
        return whole;
    }

    private static String whole(String text) {
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .map(one -> one == 0 || one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE ? 0xFFFD : one)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }
}
