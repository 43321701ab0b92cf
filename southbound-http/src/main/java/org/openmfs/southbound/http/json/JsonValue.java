package org.openmfs.southbound.http.json;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands at a place in a JSON text, as it was written; nothing is converted before somebody asks for it. */
public sealed interface JsonValue {
    /** @param twice names that stand there more than once, which RFC 7951 forbids: nobody knows which is meant */
    record Members(Map<String, JsonValue> named, Set<String> twice) implements JsonValue {}

    record Items(List<JsonValue> all) implements JsonValue {}

    record Text(String text) implements JsonValue {}

    /** @param digits as they were written; nobody promises that they fit anywhere */
    record Digits(String digits) implements JsonValue {}

    record Truth(boolean value) implements JsonValue {}

    record Null() implements JsonValue {}

    /** More levels than any model has; passed over unread. */
    record TooDeep() implements JsonValue {}
}
