package org.openmfs.southbound.http.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Takes a JSON text apart, however deep it is and however many values are in it, without believing anything of what it
 * says: what is too deep is passed over, what is too much is refused, so that no answer takes memory out of proportion.
 */
public final class JsonText {
    /** A network of a thousand nodes is told in some ten thousand; each value takes about a hundred octets of memory. */
    private static final int MOST_VALUES = 200_000;

    private static final int DEEPEST_KEPT = 64;
    private static final int DEEPEST_TAKEN = 1 << 18;

    private final JsonReader reader;
    private int values;

    private JsonText(String text) {
        reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.LEGACY_STRICT);
        reader.setNestingLimit(DEEPEST_TAKEN);
    }

    public static JsonValue parse(String text) throws UnexpectedJson {
        if (text.isBlank()) {
            throw new UnexpectedJson("the answer is empty");
        }
        JsonText json = new JsonText(text);
        try {
            JsonValue root = json.value(0);
            if (json.reader.peek() != JsonToken.END_DOCUMENT) {
                throw new UnexpectedJson("the answer goes on after its end");
            }
            return root;
        } catch (IOException | IllegalStateException | NumberFormatException broken) {
            throw new UnexpectedJson("the answer is broken off or no JSON at " + json.place());
        }
    }

    private String place() {
        String path = reader.getPath();
        return path.equals("$") ? "its beginning" : path.substring(path.startsWith("$.") ? 2 : 1);
    }

    private JsonValue value(int depth) throws IOException, UnexpectedJson {
        if (++values > MOST_VALUES) {
            throw new UnexpectedJson(String.format(Locale.ROOT, "the answer holds more than %,d values", MOST_VALUES));
        }
        if (depth > DEEPEST_KEPT) {
            reader.skipValue();
            return new JsonValue.TooDeep();
        }
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> members(depth);
            case BEGIN_ARRAY -> items(depth);
            case STRING -> new JsonValue.Text(reader.nextString());
            case NUMBER -> new JsonValue.Digits(reader.nextString());
            case BOOLEAN -> new JsonValue.Truth(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield new JsonValue.Null();
            }
            case END_ARRAY, END_OBJECT, END_DOCUMENT, NAME -> throw new IOException("no value");
        };
    }

    private JsonValue members(int depth) throws IOException, UnexpectedJson {
        Map<String, JsonValue> named = new LinkedHashMap<>();
        Set<String> twice = new HashSet<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (named.put(name, value(depth + 1)) != null) {
                twice.add(name);
            }
        }
        reader.endObject();
        return new JsonValue.Members(named, twice);
    }

    private JsonValue items(int depth) throws IOException, UnexpectedJson {
        List<JsonValue> all = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            all.add(value(depth + 1));
        }
        reader.endArray();
        return new JsonValue.Items(all);
    }
}
