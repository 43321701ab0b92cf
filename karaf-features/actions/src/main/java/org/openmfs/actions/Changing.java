package org.openmfs.actions;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.openmfs.actions.port.Restconf;

/** Changes the configuration. */
public final class Changing {
    private static final List<Subject> STATE = List.of(Subject.KEYS, Subject.ALARMS);

    private final Datastore datastore;
    private final Reading reading;

    public Changing(Restconf restconf) {
        this.datastore = new Datastore(restconf);
        this.reading = new Reading(datastore);
    }

    /**
     * Makes the configuration as a document says, all of it or nothing: entries of lists take the place of those of the
     * same name, or come new; what the document does not name stays.
     */
    public Result.Done apply(Document document) throws ActionFailure, InterruptedException {
        List<Document.Piece> pieces = document.pieces();
        JsonArray edits = new JsonArray();
        for (Document.Piece piece : pieces) {
            JsonObject edit = new JsonObject();
            edit.addProperty("edit-id", piece.name());
            edit.addProperty("operation", piece.replaces() ? "replace" : "merge");
            edit.addProperty("target", piece.target());
            edit.add("value", piece.value());
            edits.add(edit);
        }
        JsonObject patch = new JsonObject();
        patch.addProperty("patch-id", "apply");
        patch.add("edit", edits);
        datastore.edit(Members.of("ietf-yang-patch:yang-patch", patch));
        return new Result.Done(
                "applied", pieces.stream().map(Document.Piece::name).toList());
    }

    /** Takes a thing out of the configuration. */
    public Result.Done delete(Subject subject, String id) throws ActionFailure, InterruptedException {
        if (STATE.contains(subject)) {
            List<String> words = Subject.configured().map(Subject::one).toList();
            throw new ActionFailure(
                    new Problem.WrongArgument("SUBJECT", subject.one(), "one of " + String.join(", ", words)));
        }
        String path = subject == Subject.ENDPOINTS ? reading.one(subject, id).path() : subject.path(id);
        if (!datastore.delete(path)) {
            throw reading.unknown(subject, id);
        }
        return new Result.Done("deleted", List.of(subject.one() + " " + id));
    }

    /** The whole configuration, fit for {@link #apply}; no read returns secrets. */
    public Result.Exported export() throws ActionFailure, InterruptedException {
        return new Result.Exported(datastore.read("?content=config").orElseGet(JsonObject::new));
    }
}
