package org.openmfs.controller.archive;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/** What an export and a cut say: through which entry, and its hash. */
record Point(Head through) {
    private static final String THROUGH = "through";
    private static final String HASH = "hash";

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty(THROUGH, through.sequence());
        json.addProperty(HASH, through.hash());
        return json;
    }

    /** @throws ArchiveFailure {@link Why#BROKEN} if it doesn't say so */
    static Head of(Archived row) throws ArchiveFailure {
        try {
            JsonObject json = JsonParser.parseString(row.entry().what()).getAsJsonObject();
            Head through =
                    new Head(json.get(THROUGH).getAsLong(), json.get(HASH).getAsString());
            if (through.isNone() || through.sequence() >= row.sequence()) {
                throw new IllegalArgumentException("through");
            }
            return through;
        } catch (JsonParseException | IllegalArgumentException | IllegalStateException | NullPointerException e) {
            throw new ArchiveFailure(
                    Why.BROKEN,
                    "entry " + row.sequence() + ", " + row.entry().kind() + ", doesn't say through which entry",
                    e);
        }
    }
}
