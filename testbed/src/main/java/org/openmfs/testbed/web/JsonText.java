package org.openmfs.testbed.web;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads strict JSON (RFC 8259) that may be anything: what is wrong is told in one line for whoever wrote it. */
final class JsonText {
    private static final int DEEPEST = 64;
    private static final Pattern PLACE = Pattern.compile(" at line (\\d+) column (\\d+) path \\$\\.?(\\S*)");
    private final JsonReader reader;

    JsonText(String text) {
        reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(2 * DEEPEST);
    }

    /** @throws JsonParseException with one line where the text is not exactly one object, or has a member twice */
    JsonObject object() {
        try {
            if (reader.peek() != JsonToken.BEGIN_OBJECT) {
                throw new JsonParseException("one JSON object is expected");
            }
            JsonObject object = readObject(1);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new JsonParseException("one JSON object is expected, and nothing after it");
            }
            return object;
        } catch (EOFException e) {
            throw new JsonParseException("it ends too early" + member(), e);
        } catch (IOException | IllegalStateException e) {
            throw new JsonParseException(place(String.valueOf(e.getMessage())), e);
        }
    }

    private String place(String message) {
        Matcher found = PLACE.matcher(message);
        return found.find()
                ? "no JSON at line " + found.group(1) + ", column " + found.group(2) + member()
                : "no JSON" + member();
    }

    private String member() {
        String path = reader.getPath().replaceFirst("^\\$\\.?", "").replaceAll("\\p{Cntrl}", "?");
        return path.isEmpty() ? "" : ", in " + path.substring(0, Math.min(path.length(), 100));
    }

    private JsonElement read(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new JsonParseException("it is nested more than " + DEEPEST + " deep");
        }
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> readObject(depth);
            case BEGIN_ARRAY -> readArray(depth);
            case STRING -> new JsonPrimitive(reader.nextString());
            case NUMBER -> new JsonPrimitive(ToNumberPolicy.LAZILY_PARSED_NUMBER.readNumber(reader));
            case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield JsonNull.INSTANCE;
            }
            case END_ARRAY, END_OBJECT, END_DOCUMENT, NAME -> throw new JsonParseException("no JSON" + member());
        };
    }

    private JsonObject readObject(int depth) throws IOException {
        JsonObject object = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (object.has(name)) {
                throw new JsonParseException("a member stands twice" + member());
            }
            object.add(name, read(depth + 1));
        }
        reader.endObject();
        return object;
    }

    private JsonArray readArray(int depth) throws IOException {
        JsonArray array = new JsonArray();
        reader.beginArray();
        while (reader.hasNext()) {
            array.add(read(depth + 1));
        }
        reader.endArray();
        return array;
    }
}
