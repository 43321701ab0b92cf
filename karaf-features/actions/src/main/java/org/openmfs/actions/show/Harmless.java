package org.openmfs.actions.show;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of whoever wrote it, without what steers a terminal or looks as if it were not there. */
final class Harmless {
    /** Control characters, C1's too, and of format; separators of lines and paragraphs. */
    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private Harmless() {}

    /** A question mark for each. */
    static String line(String text) {
        return STEERING.matcher(text).replaceAll("?");
    }

    /** A line of JSON, in which they stand in texts alone: escaped (RFC 8259, section 7). */
    static String json(String line) {
        return STEERING.matcher(line).replaceAll(found -> Matcher.quoteReplacement(escaped(found.group())));
    }

    private static String escaped(String found) {
        StringBuilder escaped = new StringBuilder();
        found.chars().forEach(unit -> escaped.append(String.format("\\u%04x", unit)));
        return escaped.toString();
    }
}
