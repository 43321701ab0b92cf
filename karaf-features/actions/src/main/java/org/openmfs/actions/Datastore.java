package org.openmfs.actions;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openmfs.actions.port.Restconf;
import org.openmfs.actions.port.Restconf.Call;
import org.openmfs.actions.port.Restconf.Reply;

/** The manager's datastore and operations, in objects; what it refuses is a problem. */
final class Datastore {
    private static final int FIRST_FAILURE = 400;
    private static final int NOT_FOUND = 404;
    private static final String ERRORS = "ietf-restconf:errors/error";
    private static final String STATUS = "ietf-yang-patch:yang-patch-status";

    private final Restconf restconf;

    Datastore(Restconf restconf) {
        this.restconf = restconf;
    }

    /**
     * What is there; empty if nothing is.
     *
     * @param path below the datastore, with a leading slash and the query
     */
    Optional<JsonObject> read(String path) throws ActionFailure, InterruptedException {
        Reply reply = ask(new Call("GET", "/data" + path, Restconf.JSON, ""));
        return reply.status() == NOT_FOUND ? Optional.empty() : Optional.of(object(accepted(reply)));
    }

    /** Adds to what is there; whether there was anything. */
    boolean amend(String path, JsonObject body) throws ActionFailure, InterruptedException {
        Reply reply = ask(new Call("PATCH", "/data" + path, Restconf.JSON, body.toString()));
        return reply.status() != NOT_FOUND && accepted(reply).status() < FIRST_FAILURE;
    }

    /** Whether there was anything. */
    boolean delete(String path) throws ActionFailure, InterruptedException {
        Reply reply = ask(new Call("DELETE", "/data" + path, Restconf.JSON, ""));
        return reply.status() != NOT_FOUND && accepted(reply).status() < FIRST_FAILURE;
    }

    /** Makes all edits or none. */
    void edit(JsonObject edits) throws ActionFailure, InterruptedException {
        accepted(ask(new Call("PATCH", "/data", Restconf.PATCH, edits.toString())));
    }

    /** @param name with its module */
    JsonObject invoke(String name, JsonObject input) throws ActionFailure, InterruptedException {
        String module = name.substring(0, name.indexOf(':') + 1);
        JsonObject body = Members.of(module + "input", input);
        Reply reply = accepted(ask(new Call("POST", "/operations/" + name, Restconf.JSON, body.toString())));
        return reply.body().isEmpty()
                ? new JsonObject()
                : Members.at(object(reply), module + "output").orElseThrow().getAsJsonObject();
    }

    private Reply ask(Call call) throws ActionFailure, InterruptedException {
        try {
            return restconf.ask(call);
        } catch (IOException away) {
            throw new ActionFailure(new Problem.Failed(away.getMessage()));
        }
    }

    private static Reply accepted(Reply reply) throws ActionFailure {
        if (reply.status() < FIRST_FAILURE) {
            return reply;
        }
        List<Problem.Fault> faults = faults(reply);
        throw new ActionFailure(new Problem.Refused(
                reply.status(),
                faults.isEmpty()
                        ? List.of(new Problem.Fault("", "", "the manager answered " + reply.status()))
                        : faults));
    }

    private static JsonObject object(Reply reply) throws ActionFailure {
        return Members.parsed(reply.body())
                .orElseThrow(() -> new ActionFailure(new Problem.Failed("the manager's answer is no JSON object")));
    }

    private static List<Problem.Fault> faults(Reply reply) {
        List<JsonObject> errors = new ArrayList<>();
        Members.parsed(reply.body()).ifPresent(body -> {
            errors.addAll(Members.objects(body, ERRORS));
            errors.addAll(Members.objects(body, STATUS + "/" + ERRORS));
            errors.addAll(Members.objects(body, STATUS + "/errors/error"));
            Members.objects(body, STATUS + "/edit-status/edit")
                    .forEach(edit -> Stream.of("errors/error", ERRORS)
                            .forEach(path -> errors.addAll(Members.objects(edit, path))));
        });
        return errors.stream().map(Datastore::fault).toList();
    }

    private static Problem.Fault fault(JsonObject error) {
        return new Problem.Fault(
                Members.text(error, "error-path").orElse(""),
                Members.text(error, "error-tag").orElse(""),
                Members.text(error, "error-message").orElse("refused"));
    }
}
