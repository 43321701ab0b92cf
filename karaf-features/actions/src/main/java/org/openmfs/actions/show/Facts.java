package org.openmfs.actions.show;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One thing, a name and values each. */
final class Facts {
    private final List<List<String>> rows = new ArrayList<>();

    Facts with(String name, String... values) {
        return with(name, List.of(values));
    }

    /** A hyphen where there are no values. */
    Facts with(String name, List<String> values) {
        String label = name;
        for (String value : values.isEmpty() ? List.of(Column.NOTHING) : values) {
            rows.add(List.of(label, value));
            label = "";
        }
        return this;
    }

    /** Every member of an object, those of inner ones under both names; an entry of a list is one line. */
    Facts with(JsonObject object) {
        add("", object);
        return this;
    }

    private void add(String around, JsonObject object) {
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            String name = around + plain(member.getKey());
            JsonElement value = member.getValue();
            if (value.isJsonObject()) {
                add(name + " ", value.getAsJsonObject());
            } else if (value.isJsonArray()) {
                with(
                        name,
                        StreamSupport.stream(value.getAsJsonArray().spliterator(), false)
                                .map(Facts::line)
                                .toList());
            } else {
                with(name, line(value));
            }
        }
    }

    /** Without the module. */
    private static String plain(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private static String line(JsonElement value) {
        if (value.isJsonPrimitive()) {
            return value.getAsString().replace('\n', ' ');
        }
        if (value.isJsonObject()) {
            return value.getAsJsonObject().entrySet().stream()
                    .map(member -> plain(member.getKey()) + " " + line(member.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return value.isJsonArray() ? list(value) : "";
    }

    private static String list(JsonElement value) {
        Stream<JsonElement> elements =
                StreamSupport.stream(value.getAsJsonArray().spliterator(), false);
        return elements.map(element -> element.isJsonPrimitive() ? line(element) : "(" + line(element) + ")")
                .collect(Collectors.joining(" "));
    }

    List<String> lines() {
        return new Table(List.of("", ""), rows).lines().stream().skip(1).toList();
    }
}
