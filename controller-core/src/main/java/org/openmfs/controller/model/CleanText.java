package org.openmfs.controller.model;

import java.util.regex.Pattern;

/**
 * What a remote side says, fit to be shown to people: one line, bounded, without the names of its program's classes,
 * and without characters that no XML, and no terminal, takes well.
 */
public final class CleanText {
    private static final int LONGEST = 400;
    private static final Pattern CLASS_NAME = Pattern.compile(
            "\\b(?:[a-z_][\\w$]*\\.){2,}[A-Z][\\w$]*(?:@[0-9a-f]+)?:?|\\b[A-Z]\\w*(?:Exception|Error)\\b:?");
    private static final Pattern GAP = Pattern.compile("[\\s\\p{C}\\p{Zl}\\p{Zp}\\uFFFD]+");

    private CleanText() {}

    public static String of(String text) {
        return of(text, LONGEST);
    }

    /** At most this many characters, and a mark where more was said. */
    public static String of(String text, int longest) {
        String bounded = text.length() > 4 * longest ? text.substring(0, 4 * longest) : text;
        String plain = GAP.matcher(CLASS_NAME.matcher(bounded).replaceAll(" "))
                .replaceAll(" ")
                .strip();
        return plain.length() > longest ? cut(plain, longest) + "…" : plain;
    }

    /** Never between the halves of one character. */
    private static String cut(String text, int longest) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }
}
