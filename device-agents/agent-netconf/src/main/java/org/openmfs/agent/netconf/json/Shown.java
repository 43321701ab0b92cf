package org.openmfs.agent.netconf.json;

/** How a wrong value or name stands in a message: on one line, not too long, nothing that a terminal would obey. */
public final class Shown {
    private static final int LONGEST_VALUE = 60;
    private static final int LONGEST_PLACE = 160;

    private Shown() {}

    static String value(JsonValue value) {
        return switch (value) {
            case JsonValue.Text text -> quoted(text.value());
            case JsonValue.Number number -> bounded(number.literal(), LONGEST_VALUE);
            case JsonValue.Truth truth -> Boolean.toString(truth.value());
            case JsonValue.Null nothing -> "null";
            case JsonValue.Items items -> "a list";
            case JsonValue.Structure structure -> "an object";
        };
    }

    public static String quoted(String text) {
        return "'" + bounded(text, LONGEST_VALUE) + "'";
    }

    static String line(String place) {
        return bounded(place, LONGEST_PLACE);
    }

    private static String bounded(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(longest).forEach(point -> append(shown, point));
        return text.codePointCount(0, text.length()) > longest ? shown + "…" : shown.toString();
    }

    private static void append(StringBuilder shown, int point) {
        boolean harmless = switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
        if (harmless) {
            shown.appendCodePoint(point);
        } else {
            shown.append("\\u%04x".formatted(point));
        }
    }
}
