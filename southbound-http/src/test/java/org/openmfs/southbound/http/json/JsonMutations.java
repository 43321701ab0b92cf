package org.openmfs.southbound.http.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** A good document, and each of its nodes that a reader looks for, replaced in eight ways. */
public final class JsonMutations {
    private static final String MARK = "@@here@@";
    private static final int DEPTH = 100_000;

    /** In what way a node is wrong. */
    public enum Kind {
        NULL,
        WRONG_TYPE,
        HUGE_NUMBER,
        DEEP,
        CUT_OFF,
        EMPTY,
        LONG_TEXT,
        MISSING
    }

    /**
     * One wrong document.
     *
     * @param leaf the name of the node that is wrong
     */
    public record Mutation(String path, String leaf, Kind kind, String text) {
        @Override
        public String toString() {
            return path + " " + kind;
        }
    }

    private final String good;
    private final RandomGenerator chance;

    public JsonMutations(String good, RandomGenerator chance) {
        this.good = good;
        this.chance = chance;
    }

    /** @param asked paths that the reader asked for; those that are not in the document are left out */
    public List<Mutation> of(Collection<String> asked) {
        List<Mutation> all = new ArrayList<>();
        for (String path : new TreeSet<>(asked)) {
            for (Kind kind : Kind.values()) {
                mutated(path, kind).ifPresent(text -> all.add(new Mutation(path, leaf(path), kind, text)));
            }
        }
        return all;
    }

    private static String leaf(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1).replaceAll("\\[.*", "");
        return last.substring(last.indexOf(':') + 1);
    }

    private Optional<String> mutated(String path, Kind kind) {
        JsonElement root = JsonParser.parseString(good);
        Optional<JsonElement> was = replace(root, path, kind == Kind.MISSING);
        String text = root.toString();
        return was.map(node -> switch (kind) {
            case MISSING -> text;
            case CUT_OFF -> text.substring(0, text.indexOf(MARK) - 1);
            default -> text.replace('"' + MARK + '"', replacement(node, kind));
        });
    }

    private String replacement(JsonElement was, Kind kind) {
        return switch (kind) {
            case NULL -> "null";
            case WRONG_TYPE -> was.isJsonObject() ? one("[]", "7", "true") : one("{}", "{\"a\":[]}", "true");
            case HUGE_NUMBER -> one("1e999", "-1e999", "1" + "0".repeat(400));
            case DEEP -> "[".repeat(DEPTH) + "]".repeat(DEPTH);
            case EMPTY -> "\"\"";
            case LONG_TEXT -> '"' + one("\\u0007", "\\u0000", "\\n").repeat(10_000) + '"';
            case CUT_OFF, MISSING -> throw new IllegalArgumentException("no replacement");
        };
    }

    private String one(String... choices) {
        return choices[chance.nextInt(choices.length)];
    }

    /** Puts the mark in the node's place, or takes it away; what was there. */
    private static Optional<JsonElement> replace(JsonElement root, String path, boolean remove) {
        JsonElement at = root;
        String[] steps = path.substring(1).replace("[", "/[").split("/");
        for (int step = 0; step < steps.length; step++) {
            boolean last = step == steps.length - 1;
            JsonElement parent = at;
            String name = steps[step];
            Optional<JsonElement> child = child(parent, name);
            if (child.isEmpty()) {
                return child;
            }
            at = child.get();
            if (last) {
                put(parent, name, remove);
            }
        }
        return Optional.of(at);
    }

    private static Optional<JsonElement> child(JsonElement parent, String step) {
        if (step.startsWith("[")) {
            JsonArray array = parent.getAsJsonArray();
            return index(step) < array.size() ? Optional.of(array.get(index(step))) : Optional.empty();
        }
        return Optional.ofNullable(parent.getAsJsonObject().get(step));
    }

    private static int index(String step) {
        return Integer.parseInt(step.substring(1, step.length() - 1));
    }

    private static void put(JsonElement parent, String step, boolean remove) {
        if (parent instanceof JsonArray array) {
            if (remove) {
                array.remove(index(step));
            } else {
                array.set(index(step), new JsonPrimitive(MARK));
            }
        } else if (parent instanceof JsonObject object) {
            object.remove(step);
            if (!remove) {
                object.addProperty(step, MARK);
            }
        }
    }
}
