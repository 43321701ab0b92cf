package org.openmfs.northbound.error;

import java.util.regex.Pattern;

/** Messages of libraries, without what only their authors understand. */
public final class PlainWords {
    private static final int LONGEST = 300;
    /** {@code (urn:example?revision=2026-11-23)name}, as OpenDaylight writes a qualified name. */
    private static final Pattern QUALIFIED_NAME =
            Pattern.compile("\\([^()\\s]+(?:\\?revision=[0-9\\-]+)?\\)(?=[A-Za-z_])");
    /** {@code java.lang.IllegalStateException}, {@code ImmutableContainerNode{…}}, {@code Foo@1a2b3c}. */
    private static final Pattern INNARDS = Pattern.compile(
            "\\b(?:[a-z][a-z0-9_]*\\.){2,}[A-Z]\\w*|\\b[A-Z]\\w*[a-z]\\w*\\{|\\b\\w+@[0-9a-f]{5,}|\\b[A-Z]\\w*(?:Exception|Error)\\b|\\bat line \\d+ column.*");

    private static final Pattern UNPRINTABLE =
            Pattern.compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private PlainWords() {}

    /** Returns the message, or {@code otherwise} if it speaks of classes, or is none, or is too long to be for people. */
    public static String of(String message, String otherwise) {
        if (message == null || message.isBlank()) {
            return otherwise;
        }
        String plain = QUALIFIED_NAME.matcher(message).replaceAll("");
        boolean forPeople = plain.length() <= LONGEST && !INNARDS.matcher(plain).find();
        return forPeople ? printable(plain) : otherwise;
    }

    /** Replaces what XML can't carry. */
    public static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("\uFFFD");
    }
}
