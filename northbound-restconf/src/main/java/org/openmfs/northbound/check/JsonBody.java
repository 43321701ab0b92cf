package org.openmfs.northbound.check;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openmfs.northbound.check.BodyNode.Branch;
import org.openmfs.northbound.check.BodyNode.JsonName;
import org.openmfs.northbound.check.BodyNode.Kind;
import org.openmfs.northbound.check.BodyNode.Member;
import org.openmfs.northbound.check.BodyNode.Scalar;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.JsonPlace;
import org.openmfs.northbound.error.RefusedException;

/** Reads a JSON body as RFC 8259 has it: nothing before, nothing after, no name twice. */
final class JsonBody {
    /** Deeper than any model; shallow enough for the stack. */
    private static final int DEEPEST = 100;

    private final JsonReader json;
    private final BodyCount count = new BodyCount();

    private JsonBody(JsonReader json) {
        this.json = json;
    }

    static Branch read(byte[] bytes) throws RefusedException {
        JsonReader reader = new JsonReader(new StringReader(Utf8.decode(bytes)));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(DEEPEST);
        try {
            if (reader.peek() != JsonToken.BEGIN_OBJECT) {
                throw new RefusedException(Condition.MALFORMED, "The body is not a JSON object.");
            }
            Branch root = new JsonBody(reader).branch();
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new RefusedException(Condition.MALFORMED, "The body goes on after its JSON object.");
            }
            return root;
        } catch (EOFException e) {
            throw new RefusedException(
                    Condition.MALFORMED,
                    "The body is not well-formed JSON at " + JsonPlace.of(reader) + ": it ends there.");
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            throw new RefusedException(
                    Condition.MALFORMED, "The body is not well-formed JSON at " + JsonPlace.of(reader) + ".");
        }
    }

    private Branch branch() throws IOException, RefusedException {
        List<Member> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            if (!names.add(name)) {
                throw new RefusedException(Condition.MALFORMED, "A member occurs twice in one JSON object.");
            }
            members.add(member(nameOf(name)));
        }
        json.endObject();
        return new Branch(members);
    }

    private static JsonName nameOf(String written) {
        int colon = written.indexOf(':');
        return colon < 0
                ? new JsonName("", written)
                : new JsonName(written.substring(0, colon), written.substring(colon + 1));
    }

    private Member member(JsonName name) throws IOException, RefusedException {
        if (json.peek() != JsonToken.BEGIN_ARRAY) {
            return new Member(name, false, List.of(node()));
        }
        List<BodyNode> items = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            items.add(node());
        }
        json.endArray();
        boolean empty = items.size() == 1 && items.getFirst() instanceof Scalar scalar && scalar.kind() == Kind.NULL;
        return empty
                ? new Member(name, false, List.of(new Scalar(Kind.EMPTY, "", null)))
                : new Member(name, true, items);
    }

    private BodyNode node() throws IOException, RefusedException {
        count.another();
        return switch (json.peek()) {
            case BEGIN_OBJECT -> branch();
            case STRING -> new Scalar(Kind.STRING, json.nextString(), null);
            case NUMBER -> new Scalar(Kind.NUMBER, json.nextString(), null);
            case BOOLEAN -> new Scalar(Kind.BOOLEAN, Boolean.toString(json.nextBoolean()), null);
            case NULL -> {
                json.nextNull();
                yield new Scalar(Kind.NULL, "", null);
            }
            case BEGIN_ARRAY -> throw new RefusedException(Condition.MALFORMED, "An array stands within an array.");
            case END_ARRAY, END_OBJECT, END_DOCUMENT, NAME ->
                throw new RefusedException(
                        Condition.MALFORMED, "The body is not well-formed JSON at " + JsonPlace.of(json) + ".");
        };
    }
}
