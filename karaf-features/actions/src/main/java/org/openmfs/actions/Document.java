package org.openmfs.actions;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of the configuration as an operator wrote it, in RFC 7951 JSON: lists with their modules as
 * {@code mfs-service:service}, their containers as {@code mfs-service:services}, or several of these.
 */
public final class Document {
    private static final String FILE = "FILE";
    private static final String EXPECTED =
            "an object whose members are named as mfs-service:service or mfs-service:services";
    /** Around the whole datastore (RFC 8040, section 3.4). */
    private static final String WHOLE = "ietf-restconf:data";

    private final JsonObject members;

    private Document(JsonObject members) {
        this.members = members;
    }

    /** @throws ActionFailure if it is no JSON object, or none whose names have modules */
    public static Document of(String text) throws ActionFailure {
        JsonObject object = Members.parsed(text).orElseThrow(() -> wrong("text that is no JSON object"));
        JsonObject members = Members.at(object, WHOLE)
                .filter(JsonElement::isJsonObject)
                .map(JsonElement::getAsJsonObject)
                .orElse(object);
        for (Map.Entry<String, JsonElement> member : members.entrySet()) {
            if (!member.getKey().contains(":")) {
                throw wrong(member.getKey());
            }
        }
        if (members.isEmpty()) {
            throw wrong("{}");
        }
        return new Document(members);
    }

    private static ActionFailure wrong(String given) {
        return new ActionFailure(new Problem.WrongArgument(FILE, given, EXPECTED));
    }

    /**
     * A piece that takes the place of what is there under the same name, or is added to what is there.
     *
     * @param name for an operator
     * @param target below the datastore
     * @param value with the name of the node
     */
    record Piece(String name, boolean replaces, String target, JsonObject value) {}

    /** What it is made of: entries of the lists that operators know each for itself, the rest as it is. */
    List<Piece> pieces() throws ActionFailure {
        List<Piece> pieces = new ArrayList<>();
        for (Map.Entry<String, JsonElement> member : members.entrySet()) {
            pieces.addAll(pieces(member.getKey(), member.getValue()));
        }
        return pieces;
    }

    private static List<Piece> pieces(String name, JsonElement value) throws ActionFailure {
        Optional<Subject> list = Subject.configured()
                .filter(subject ->
                        subject != Subject.ENDPOINTS && subject.qualifiedList().equals(name))
                .findFirst();
        if (list.isPresent()) {
            return entries(list.get(), Members.of(name, value), name);
        }
        Optional<Subject> container = Subject.configured()
                .filter(subject ->
                        subject != Subject.ENDPOINTS && subject.container().equals(name))
                .findFirst();
        if (container.isPresent() && value.isJsonObject() && holdsOnly(container.get(), value.getAsJsonObject())) {
            return entries(
                    container.get(), value.getAsJsonObject(), container.get().list());
        }
        return List.of(new Piece(name, false, "/" + name, Members.of(name, value)));
    }

    private static boolean holdsOnly(Subject subject, JsonObject container) {
        return List.copyOf(container.keySet()).equals(List.of(subject.list()));
    }

    private static List<Piece> entries(Subject subject, JsonObject around, String list) throws ActionFailure {
        List<Piece> pieces = new ArrayList<>();
        for (JsonObject entry : Members.objects(around, list)) {
            String id = Members.text(entry, subject.key())
                    .orElseThrow(() -> wrong("an entry of " + list + " without " + subject.key()));
            pieces.add(new Piece(
                    subject.one() + " " + id,
                    true,
                    subject.path(id),
                    Members.of(subject.qualifiedList(), Members.list(entry))));
        }
        if (pieces.isEmpty()) {
            throw wrong(list + " without entries");
        }
        return pieces;
    }

    /** The one service that it has. */
    JsonObject service() throws ActionFailure {
        List<Piece> pieces = pieces();
        String list = Subject.SERVICES.qualifiedList();
        if (pieces.size() != 1 || !pieces.getFirst().value().has(list)) {
            throw new ActionFailure(new Problem.WrongArgument(
                    FILE, String.join(", ", members.keySet()), "one service, as {\"" + list + "\":[{…}]}"));
        }
        return Members.objects(pieces.getFirst().value(), list).getFirst();
    }
}
