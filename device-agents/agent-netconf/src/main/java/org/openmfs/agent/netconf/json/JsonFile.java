package org.openmfs.agent.netconf.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openmfs.agent.file.FileFault;

/** What a JSON file (RFC 8259) holds: an object, of bounded size and depth, in which no member stands twice. */
public final class JsonFile {
    private static final int LARGEST = 1 << 20;
    private static final int DEEPEST = 16;
    private static final Pattern POSITION = Pattern.compile("at line (\\d+) column (\\d+)");

    private final JsonReader reader;
    private final Faults faults;
    private String reached = "";

    private JsonFile(String text, Faults faults) {
        this.reader = new JsonReader(new StringReader(text));
        this.reader.setStrictness(Strictness.STRICT);
        this.faults = faults;
    }

    /** The file's object; empty, with a fault noted, if it holds none. */
    public static Optional<JsonValue.Structure> read(Path file, Faults faults) {
        return text(file, faults).flatMap(text -> new JsonFile(text, faults).object());
    }

    private static Optional<String> text(Path file, Faults faults) {
        try {
            Optional<String> obstacle = FileFault.obstacle(file);
            if (obstacle.isPresent()) {
                faults.add(
                        "",
                        "expected a file, but "
                                + (obstacle.get().equals(FileFault.ABSENT) ? "there is none" : obstacle.get()));
            } else if (Files.isDirectory(file)) {
                faults.add("", "expected a file, but it is a folder");
            } else if (!Files.isReadable(file)) {
                faults.add("", "expected a file that this user may read");
            } else {
                return text(octets(file), faults);
            }
        } catch (IOException unreadable) {
            faults.add("", "expected a file that can be read: " + FileFault.reason(unreadable));
        }
        return Optional.empty();
    }

    private static byte[] octets(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST + 1);
        }
    }

    private static Optional<String> text(byte[] octets, Faults faults) {
        try {
            if (octets.length <= LARGEST) {
                return Optional.of(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(octets))
                        .toString());
            }
            faults.add("", "expected at most " + LARGEST + " octets");
        } catch (CharacterCodingException notText) {
            faults.add("", "expected text in UTF-8");
        }
        return Optional.empty();
    }

    private Optional<JsonValue.Structure> object() {
        try {
            JsonValue value = value("", 0);
            // The reader refuses what comes after the value when it looks there.
            boolean alone = reader.peek() == JsonToken.END_DOCUMENT;
            if (alone && value instanceof JsonValue.Structure object) {
                return Optional.of(object);
            }
            faults.add("", "expected an object, not " + Shown.value(value));
        } catch (EOFException cut) {
            faults.add("line " + position(cut).group(1), "expected the rest of the JSON, but the file ends" + where());
        } catch (MalformedJsonException broken) {
            Matcher at = position(broken);
            faults.add("line " + at.group(1) + ", column " + at.group(2), "expected JSON (RFC 8259)" + where());
        } catch (TooDeep deep) {
            faults.add(deep.getMessage(), "expected at most " + DEEPEST + " levels of objects and lists");
        } catch (IOException impossible) {
            throw new IllegalStateException("a text in memory is always readable", impossible);
        }
        return Optional.empty();
    }

    private static final class TooDeep extends IOException {
        private static final long serialVersionUID = 1L;

        TooDeep(String path) {
            super(path);
        }
    }

    /** The reader tells where it stopped in its message alone. */
    private static Matcher position(IOException fault) {
        Matcher matcher = POSITION.matcher(String.valueOf(fault.getMessage()));
        if (!matcher.find()) {
            throw new IllegalStateException("a JSON fault without its place", fault);
        }
        return matcher;
    }

    /** Near which member the reader stopped. */
    private String where() {
        return reached.isEmpty() ? "" : " at " + Shown.line(reached);
    }

    private JsonValue value(String path, int depth) throws IOException {
        reached = path;
        if (depth > DEEPEST) {
            throw new TooDeep(path);
        }
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> members(path, depth);
            case BEGIN_ARRAY -> items(path, depth);
            case STRING -> new JsonValue.Text(reader.nextString());
            case NUMBER -> new JsonValue.Number(reader.nextString());
            case BOOLEAN -> new JsonValue.Truth(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield new JsonValue.Null();
            }
            case END_OBJECT, END_ARRAY, NAME, END_DOCUMENT ->
                throw new IllegalStateException("no value begins with " + reader.peek());
        };
    }

    private JsonValue members(String path, int depth) throws IOException {
        Map<String, JsonValue> values = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            String at = path.isEmpty() ? name : path + "." + name;
            JsonValue value = value(at, depth + 1);
            if (values.putIfAbsent(name, value) != null) {
                faults.add(at, "expected once, but it stands there again");
            }
        }
        reader.endObject();
        return new JsonValue.Structure(values);
    }

    private JsonValue items(String path, int depth) throws IOException {
        List<JsonValue> items = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            items.add(value(path + "[" + items.size() + "]", depth + 1));
        }
        reader.endArray();
        return new JsonValue.Items(items);
    }
}
