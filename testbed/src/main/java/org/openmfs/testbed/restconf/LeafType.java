package org.openmfs.testbed.restconf;

import com.google.gson.JsonElement;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The values a leaf takes, in the JSON encoding of RFC 7951 (64-bit and decimal numbers travel as strings, identities with
 * the module that defines them).
 *
 * @param description as it stands in the schema text; appears in error messages
 */
public record LeafType(String description, Predicate<JsonElement> accepts) {
    private static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final String TIME = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})";
    private static final String CHANNEL = "[1-9][0-9]{0,3}";
    private static final long UINT32_MAX = 0xFFFF_FFFFL;

    /** Reads a type such as {@code uint32}, {@code decimal 3}, {@code enum A B} or {@code identity module A B}. */
    static LeafType of(String text) {
        String[] words = text.split(" +");
        Predicate<JsonElement> accepts = switch (words[0]) {
            case "string" -> LeafType::isString;
            case "uuid" -> matching(UUID);
            case "uri" -> matching("[^\\s<>\"{}|\\\\^`]+");
            case "date-and-time" -> matching(TIME).and(LeafType::isTime);
            case "channel" -> matching(CHANNEL);
            case "channels" -> matching("%1$s(-%1$s)?(,%1$s(-%1$s)?)*".formatted(CHANNEL));
            case "boolean" ->
                value -> value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean();
            case "uint32" -> LeafType::isUint32;
            case "uint64" -> matching("[0-9]{1,20}");
            case "decimal" -> matching("-?[0-9]{1,15}(\\.[0-9]{1," + words[1] + "})?");
            case "enum" -> oneOf("", words, 1);
            case "identity" -> oneOf(words[1] + ":", words, 2);
            default -> throw new IllegalStateException("schema text names an unknown type: " + text);
        };
        return new LeafType(text, accepts);
    }

    private static boolean isString(JsonElement value) {
        return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
    }

    private static boolean isTime(JsonElement value) {
        try {
            OffsetDateTime.parse(value.getAsString());
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isUint32(JsonElement value) {
        return value.isJsonPrimitive()
                && value.getAsJsonPrimitive().isNumber()
                && value.getAsString().matches("[0-9]{1,10}")
                && value.getAsLong() <= UINT32_MAX;
    }

    private static Predicate<JsonElement> matching(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return value -> isString(value) && pattern.matcher(value.getAsString()).matches();
    }

    private static Predicate<JsonElement> oneOf(String prefix, String[] words, int from) {
        Set<String> names = new HashSet<>();
        for (int i = from; i < words.length; i++) {
            names.add(prefix + words[i]);
        }
        return value -> isString(value) && names.contains(value.getAsString());
    }
}
