package org.openmfs.actions.show;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import org.openmfs.actions.Entry;
import org.openmfs.actions.Event;
import org.openmfs.actions.Problem;
import org.openmfs.actions.Result;

/**
 * JSON: one object, with the names of RFC 7951 for what is a thing of the model. An event is one line. A problem has the
 * form of RFC 8040 (section 3.9).
 */
public final class Json implements Rendering {
    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    @Override
    public List<String> of(Result result) {
        return lines(object(result));
    }

    private static List<String> lines(JsonObject object) {
        return PRETTY.toJson(object).lines().map(Harmless::json).toList();
    }

    private static JsonObject object(Result result) {
        return switch (result) {
            case Result.Listed(var subject, var entries) -> list(subject.qualifiedList(), entries);
            case Result.Shown(var subject, var entry) -> list(subject.qualifiedList(), List.of(entry));
            case Result.Planned(var service, JsonObject output) -> {
                JsonObject planned = new JsonObject();
                planned.addProperty("service", service);
                output.entrySet().forEach(member -> planned.add(member.getKey(), member.getValue()));
                yield with("mfs-service:output", planned);
            }
            case Result.Done(var deed, var things) -> with(deed.replace(' ', '-'), texts(things));
            case Result.Exported(JsonObject configuration) -> configuration;
        };
    }

    private static JsonObject list(String name, List<Entry> entries) {
        JsonArray list = new JsonArray();
        for (Entry entry : entries) {
            JsonObject whole = entry.content().deepCopy();
            entry.beside().entrySet().forEach(member -> whole.add(member.getKey(), member.getValue()));
            list.add(whole);
        }
        return with(name, list);
    }

    private static JsonArray texts(List<String> texts) {
        JsonArray list = new JsonArray();
        texts.stream().map(JsonPrimitive::new).forEach(list::add);
        return list;
    }

    private static JsonObject with(String name, JsonElement value) {
        JsonObject object = new JsonObject();
        object.add(name, value);
        return object;
    }

    @Override
    public List<String> of(Event event) {
        return List.of(Harmless.json(event.notification().toString()));
    }

    @Override
    public List<String> of(Problem problem) {
        JsonArray errors = new JsonArray();
        switch (problem) {
            case Problem.Refused(int status, List<Problem.Fault> faults) ->
                faults.forEach(fault -> errors.add(error(fault.tag(), fault.path(), fault.text())));
            case Problem.UnknownId unknown -> errors.add(error("data-missing", "", unknown.text()));
            case Problem.WrongArgument wrong -> errors.add(error("invalid-value", "", wrong.text()));
            case Problem.Failed failed -> errors.add(error("operation-failed", "", failed.text()));
        }
        return lines(with("ietf-restconf:errors", with("error", errors)));
    }

    private static JsonObject error(String tag, String path, String text) {
        JsonObject error = new JsonObject();
        error.addProperty("error-type", "application");
        error.addProperty("error-tag", tag.isEmpty() ? "operation-failed" : tag);
        if (!path.isEmpty()) {
            error.addProperty("error-path", path);
        }
        error.addProperty("error-message", text);
        return error;
    }
}
