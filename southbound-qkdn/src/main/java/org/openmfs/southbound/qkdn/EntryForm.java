package org.openmfs.southbound.qkdn;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openmfs.southbound.http.json.JsonText;
import org.openmfs.southbound.http.json.JsonValue;
import org.openmfs.southbound.http.json.UnexpectedJson;

/**
 * Whether an entry stands in a node as it is asked for (ETSI GS QKD 015, qkd_app and qkd_link): writing it would change
 * nothing. Where that is not certain it does not.
 */
final class EntryForm {
    /** What a node tells of an entry by itself. */
    private static final Set<String> STATE =
            Set.of("app_status", "creation_time", "app_statistics", "qkdl_status", "qkdl_performance");

    /** RFC 7951 leaves it out where nobody can take the identity for another module's; nodes do so elsewhere, too. */
    private static final String IDENTITIES = "etsi-qkd-node-types:";

    private EntryForm() {}

    /** @param asked the body of a PUT: a list of one entry */
    static boolean stands(JsonValue held, String asked) {
        try {
            return JsonText.parse(asked) instanceof JsonValue.Members(Map<String, JsonValue> body, Set<String> any)
                    && body.values().iterator().next() instanceof JsonValue.Items(List<JsonValue> entries)
                    && same(held, entries.getFirst());
        } catch (UnexpectedJson ours) {
            throw new IllegalStateException("an entry of ours is no JSON", ours);
        }
    }

    private static boolean same(JsonValue held, JsonValue asked) {
        return switch (asked) {
            case JsonValue.Members(Map<String, JsonValue> wanted, Set<String> any) ->
                held instanceof JsonValue.Members(Map<String, JsonValue> there, Set<String> twice)
                        && twice.isEmpty()
                        && same(there, wanted);
            case JsonValue.Items(List<JsonValue> wanted) ->
                held instanceof JsonValue.Items(List<JsonValue> there) && same(there, wanted);
            case JsonValue.Text any -> word(held).equals(word(asked));
            case JsonValue.Digits any -> word(held).equals(word(asked));
            case JsonValue.Truth any -> held.equals(asked);
            case JsonValue.Null any -> false;
            case JsonValue.TooDeep any -> false;
        };
    }

    private static boolean same(Map<String, JsonValue> there, Map<String, JsonValue> wanted) {
        boolean more = there.keySet().stream().anyMatch(leaf -> !wanted.containsKey(leaf) && !STATE.contains(leaf));
        return !more
                && wanted.entrySet().stream()
                        .allMatch(leaf ->
                                there.containsKey(leaf.getKey()) && same(there.get(leaf.getKey()), leaf.getValue()));
    }

    private static boolean same(List<JsonValue> there, List<JsonValue> wanted) {
        if (there.size() != wanted.size()) {
            return false;
        }
        for (int at = 0; at < wanted.size(); at++) {
            if (!same(there.get(at), wanted.get(at))) {
                return false;
            }
        }
        return true;
    }

    /** A number may stand as text. */
    private static String word(JsonValue value) {
        return switch (value) {
            case JsonValue.Text(String text) ->
                text.startsWith(IDENTITIES) ? text.substring(IDENTITIES.length()) : text;
            case JsonValue.Digits(String digits) -> digits;
            case JsonValue.Members any -> "";
            case JsonValue.Items any -> "";
            case JsonValue.Truth any -> "";
            case JsonValue.Null any -> "";
            case JsonValue.TooDeep any -> "";
        };
    }
}
