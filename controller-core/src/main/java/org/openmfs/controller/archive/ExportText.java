package org.openmfs.controller.archive;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Lines of an export. There is one way to write each, and any other is not taken for it. */
final class ExportText {
    private static final int FORMAT = 1;
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private ExportText() {}

    static String text(JsonElement json) {
        return GSON.toJson(json);
    }

    static String of(ExportHead head) {
        JsonObject json = new JsonObject();
        json.addProperty("openmfs-archive", FORMAT);
        json.addProperty("member", head.member().name());
        json.addProperty("algorithm", head.key().algorithm());
        json.addProperty("public-key", head.key().publicKey());
        json.addProperty("first", head.before().sequence() + 1);
        json.addProperty("previous", head.before().hash());
        json.addProperty("last", head.last().sequence());
        json.addProperty("head", head.last().hash());
        json.addProperty("made", head.made().toString());
        json.addProperty("signature", head.signature());
        return text(json);
    }

    static String of(Archived row) {
        Entry entry = row.entry();
        JsonObject json = new JsonObject();
        json.addProperty("sequence", row.sequence());
        json.addProperty("time", row.time().toString());
        json.addProperty("kind", entry.kind());
        json.addProperty("who", entry.who());
        json.addProperty("what", entry.what());
        json.addProperty("from", entry.from());
        json.addProperty("outcome", entry.outcome());
        json.addProperty("algorithm", row.algorithm());
        json.addProperty("hash", row.head().hash());
        json.addProperty("signature", row.signature());
        return text(json);
    }

    /** The first line; nothing if it is none, or is written in another way. */
    static Optional<ExportHead> head(String line) {
        return parsed(line, ExportText::head).filter(read -> of(read).equals(line));
    }

    /** A line of an entry; nothing if it is none, or is written in another way. */
    static Optional<Archived> row(String line) {
        return parsed(line, ExportText::row).filter(read -> of(read).equals(line));
    }

    private static ExportHead head(JsonObject json) {
        return new ExportHead(
                new MemberId(string(json, "member")),
                new VerificationKey(string(json, "algorithm"), string(json, "public-key")),
                new Head(json.get("first").getAsLong() - 1, string(json, "previous")),
                new Head(json.get("last").getAsLong(), string(json, "head")),
                Instant.parse(string(json, "made")),
                string(json, "signature"));
    }

    private static Archived row(JsonObject json) {
        Entry entry = new Entry(
                string(json, "kind"),
                string(json, "who"),
                string(json, "what"),
                string(json, "from"),
                string(json, "outcome"));
        return new Archived(
                new Head(json.get("sequence").getAsLong(), string(json, "hash")),
                Instant.parse(string(json, "time")),
                entry,
                string(json, "algorithm"),
                string(json, "signature"));
    }

    private static String string(JsonObject json, String name) {
        return json.get(name).getAsString();
    }

    /** Reads a line's JSON. */
    private interface Reader<T> {
        T read(JsonObject json);
    }

    private static <T> Optional<T> parsed(String line, Reader<T> reader) {
        try {
            return Optional.of(reader.read(JsonParser.parseString(line).getAsJsonObject()));
        } catch (JsonParseException
                | IllegalArgumentException
                | IllegalStateException
                | UnsupportedOperationException
                | NullPointerException
                | DateTimeException foreign) {
            return Optional.empty();
        }
    }
}
