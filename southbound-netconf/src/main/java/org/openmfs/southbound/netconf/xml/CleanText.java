package org.openmfs.southbound.netconf.xml;

import java.util.regex.Pattern;

/** What a device says, fit to be shown to people: one line, bounded, without the names of its program's classes. */
public final class CleanText {
    private static final int LONGEST = 400;
    private static final Pattern CLASS_NAME = Pattern.compile(
            "\\b(?:[a-z_][\\w$]*\\.){2,}[A-Z][\\w$]*(?:@[0-9a-f]+)?:?|\\b[A-Z]\\w*(?:Exception|Error)\\b:?");
    private static final Pattern GAP = Pattern.compile("[\\s\\p{Cntrl}]+");

    private CleanText() {}

    public static String of(String text) {
        String bounded = text.length() > 4 * LONGEST ? text.substring(0, 4 * LONGEST) : text;
        String plain = GAP.matcher(CLASS_NAME.matcher(bounded).replaceAll(" "))
                .replaceAll(" ")
                .strip();
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
    }
}
