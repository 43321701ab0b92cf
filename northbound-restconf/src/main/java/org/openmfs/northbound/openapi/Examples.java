package org.openmfs.northbound.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261129.ServiceChanged;

/** The published examples of the modules, as bodies of what is read and written at an address. */
final class Examples {
    private static final String FOLDER = "/openmfs-examples/";
    private static final List<String> CONFIGURATION = List.of(
            "mfs-service.config",
            "mfs-network.config",
            "mfs-policy.config",
            "mfs-method.config",
            "mfs-application.config");
    private static final List<String> STATE =
            List.of("mfs-service.state", "mfs-network.state", "mfs-key.state", "mfs-event.state");
    private static final List<String> INPUT = List.of("mfs-service.plan.rpc", "mfs-operation.rekey.rpc");
    private static final List<String> OUTPUT = List.of("mfs-service.plan.reply");

    private final JsonObject configuration;
    private final JsonObject state;
    private final JsonObject input;
    private final JsonObject output;

    private Examples() {
        configuration = together(CONFIGURATION);
        state = together(STATE);
        input = together(INPUT);
        output = together(OUTPUT);
    }

    static Examples published() {
        return new Examples();
    }

    /** The names of the documents that are shown. */
    static List<String> names() {
        return Stream.of(CONFIGURATION, STATE, INPUT, OUTPUT)
                .flatMap(List::stream)
                .toList();
    }

    private static JsonObject together(List<String> names) {
        JsonObject all = new JsonObject();
        for (String name : names) {
            for (Map.Entry<String, JsonElement> member : read(name).entrySet()) {
                all.add(member.getKey(), member.getValue());
            }
        }
        return all;
    }

    private static JsonObject read(String name) {
        // They lie beside the classes that are made from the modules.
        try (InputStream document = ServiceChanged.class.getResourceAsStream(FOLDER + name + ".json")) {
            if (document == null) {
                throw new IllegalStateException("the jar of the YANG modules lacks example " + name);
            }
            return JsonParser.parseReader(new InputStreamReader(document, UTF_8))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException("the jar of the YANG modules can't be read", e);
        }
    }

    /**
     * What may be written at an address.
     *
     * @param steps the names on the way, without keys, each with its module where that is another than before
     * @param list whether the last is one entry of a list
     * @param name with its module
     */
    Optional<JsonObject> written(List<String> steps, boolean list, String name) {
        return find(configuration, steps).map(content -> body(content, list, name));
    }

    /** What may be read there. */
    Optional<JsonObject> read(List<String> steps, boolean list, String name) {
        return find(state, steps).or(() -> find(configuration, steps)).map(content -> body(content, list, name));
    }

    /** What an operation may be given; its name is {@code module:name}. */
    Optional<JsonObject> input(String operation) {
        return operation(input, operation, "input");
    }

    /** What it may answer. */
    Optional<JsonObject> output(String operation) {
        return operation(output, operation, "output");
    }

    private static Optional<JsonObject> operation(JsonObject from, String operation, String wrapper) {
        String module = operation.substring(0, operation.indexOf(':'));
        return Optional.ofNullable(from.get(operation)).map(content -> wrapped(module + ":" + wrapper, content));
    }

    private static JsonObject body(JsonElement content, boolean list, String name) {
        if (!list) {
            return wrapped(name, content);
        }
        JsonArray one = new JsonArray();
        one.add(content);
        return wrapped(name, one);
    }

    private static JsonObject wrapped(String name, JsonElement content) {
        JsonObject body = new JsonObject();
        body.add(name, content);
        return body;
    }

    /** Of several entries the first that has what is looked for. */
    private static Optional<JsonElement> find(JsonElement from, List<String> steps) {
        if (from instanceof JsonArray entries) {
            return entries.asList().stream()
                    .map(entry -> find(entry, steps))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (steps.isEmpty()) {
            return Optional.of(from);
        }
        return from instanceof JsonObject object && object.has(steps.getFirst())
                ? find(object.get(steps.getFirst()), steps.subList(1, steps.size()))
                : Optional.empty();
    }
}
