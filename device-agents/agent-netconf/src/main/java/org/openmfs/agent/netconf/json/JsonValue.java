package org.openmfs.agent.netconf.json;

import java.util.List;
import java.util.Map;

/** A value of JSON. A number stays as it was written, so that nobody computes what is too large. */
public sealed interface JsonValue {
    record Text(String value) implements JsonValue {}

    record Number(String literal) implements JsonValue {}

    record Truth(boolean value) implements JsonValue {}

    record Null() implements JsonValue {}

    record Items(List<JsonValue> values) implements JsonValue {}

    /** @param values in the order of the file */
    record Structure(Map<String, JsonValue> values) implements JsonValue {}
}
