package org.openmfs.northbound.openapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.QNameModule;
import org.opendaylight.yangtools.yang.model.api.ContainerLike;
import org.opendaylight.yangtools.yang.model.api.DataNodeContainer;
import org.opendaylight.yangtools.yang.model.api.DataSchemaNode;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.ListSchemaNode;
import org.opendaylight.yangtools.yang.model.api.Module;
import org.opendaylight.yangtools.yang.model.api.RpcDefinition;

/** An OpenAPI 3.1 document of what can be done with some modules over RESTCONF. */
final class OpenApiDocument {
    private static final String MEDIA_TYPE = "application/yang-data+json";
    private static final String FIXED = """
            {"openapi": "3.1.0",
             "info": {"title": "OpenMFS", "version": "0.1.0",
               "description": "The MFS Operation I/F over RESTCONF (RFC 8040), made from the YANG models."},
             "servers": [{"url": "/restconf"}],
             "security": [{"basic": []}],
             "tags": [], "paths": {},
             "components": {"securitySchemes": {"basic": {"type": "http", "scheme": "basic"}}, "schemas": {},
               "responses": {"refused": {"description": "Refused; says why.", "content": {"application/yang-data+json":
                 {"schema": {"type": "object", "properties": {"ietf-restconf:errors": {"type": "object", "properties":
                   {"error": {"type": "array", "items": {"type": "object", "properties": {
                     "error-type": {"type": "string"}, "error-tag": {"type": "string"}, "error-app-tag": {"type": "string"},
                     "error-path": {"type": "string"}, "error-message": {"type": "string"}}}}}}}}}}}}}}
            """;

    private static final String EVENTS = "events";
    private static final String STREAM = """
            {"get": {"tags": ["events"], "summary": "What happens to services and devices, as it happens.",
              "parameters": [
                {"name": "start-time", "in": "query", "required": false, "schema": {"type": "string", "format": "date-time"},
                  "description": "What happened since then comes first, as far as it is kept."},
                {"name": "stop-time", "in": "query", "required": false, "schema": {"type": "string", "format": "date-time"},
                  "description": "With start-time: when the stream ends."},
                {"name": "Last-Event-ID", "in": "header", "required": false, "schema": {"type": "string"},
                  "description": "The event that was heard last: what happened since comes first, as far as it is kept."}],
              "responses": {"200": {"description": "Server-sent events.", "content": {"text/event-stream": {}}}}}}
            """;

    private final Examples examples = Examples.published();
    private final NodeSchemas schemas;
    private final JsonObject paths;
    private final JsonObject document;

    private OpenApiDocument(EffectiveModelContext models) {
        schemas = new NodeSchemas(models);
        document = JsonParser.parseString(FIXED).getAsJsonObject();
        paths = document.getAsJsonObject("paths");
    }

    /** @param modules what it is about, in the order in which it is told */
    static JsonObject of(EffectiveModelContext models, List<? extends Module> modules) {
        OpenApiDocument made = new OpenApiDocument(models);
        for (Module module : modules) {
            if (!module.getChildNodes().isEmpty() || !module.getRpcs().isEmpty()) {
                made.addTag(
                        module.getName(),
                        module.getDescription()
                                .map(OpenApiDocument::firstSentence)
                                .orElse(""));
            }
            module.getChildNodes()
                    .forEach(node -> made.addNode(
                            node, new Place("/data", Optional.empty(), module.getName(), "", List.of(), List.of())));
            module.getRpcs().forEach(rpc -> made.addRpc(rpc, module.getName()));
        }
        made.addTag(EVENTS, "What happens, as it happens.");
        made.paths.add("/streams/mfs-events", JsonParser.parseString(STREAM));
        made.document.getAsJsonObject("components").add("schemas", made.schemas.components());
        return made.document;
    }

    /**
     * Where a node is.
     *
     * @param tag the module whose tree it is in
     * @param name of its schema so far
     * @param keys parameters of the path so far
     * @param steps names on the way
     */
    private record Place(
            String path,
            Optional<QNameModule> module,
            String tag,
            String name,
            List<String> keys,
            List<String> steps) {}

    private void addTag(String name, String description) {
        JsonObject tag = new JsonObject();
        tag.addProperty("name", name);
        tag.addProperty("description", description);
        document.getAsJsonArray("tags").add(tag);
    }

    private static String firstSentence(String text) {
        String line = NodeSchemas.oneLine(text);
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }

    private void addNode(DataSchemaNode node, Place parent) {
        if (!(node instanceof DataNodeContainer container)
                || !(node instanceof ContainerLike || node instanceof ListSchemaNode)) {
            return;
        }
        QName qname = node.getQName();
        String qualified = parent.module().filter(qname.getModule()::equals).isPresent()
                ? qname.getLocalName()
                : schemas.moduleName(qname.getModule()) + ":" + qname.getLocalName();
        StringBuilder path = new StringBuilder(parent.path()).append('/').append(qualified);
        List<String> keys = new ArrayList<>(parent.keys());
        if (node instanceof ListSchemaNode list) {
            char separator = '=';
            for (QName key : list.getKeyDefinition()) {
                String parameter = parameterFor(key.getLocalName(), qname.getLocalName(), keys);
                keys.add(parameter);
                path.append(separator).append('{').append(parameter).append('}');
                separator = ',';
            }
        }
        String name =
                parent.name().isEmpty() ? qualified.replace(':', '.') : parent.name() + "." + qname.getLocalName();
        List<String> steps = new ArrayList<>(parent.steps());
        steps.add(qualified);
        Place place = new Place(path.toString(), Optional.of(qname.getModule()), parent.tag(), name, keys, steps);
        paths.add(place.path(), operations(node, container, place));
        container.getChildNodes().forEach(child -> addNode(child, place));
    }

    private static String parameterFor(String key, String list, List<String> taken) {
        return taken.contains(key) ? list + "-" + key : key;
    }

    private JsonObject operations(DataSchemaNode node, DataNodeContainer container, Place place) {
        JsonObject body = bodyOf(node, container, place);
        boolean list = node instanceof ListSchemaNode;
        String name = schemas.moduleName(node.getQName().getModule()) + ":"
                + node.getQName().getLocalName();
        Optional<JsonObject> read = Optional.of(inMediaType(body, examples.read(place.steps(), list, name)));
        String what = node.getDescription()
                .map(NodeSchemas::oneLine)
                .orElse(node.getQName().getLocalName());
        JsonObject item = new JsonObject();
        if (!place.keys().isEmpty()) {
            item.add("parameters", parameters(place.keys()));
        }
        Told told = new Told(place.tag());
        item.add("get", told.operation("Read: " + what, Optional.empty(), "200", read));
        if (node.effectiveConfig().orElse(Boolean.TRUE)) {
            Optional<JsonObject> written = Optional.of(inMediaType(body, examples.written(place.steps(), list, name)));
            item.add("put", told.operation("Create or replace: " + what, written, "204", Optional.empty()));
            item.add("patch", told.operation("Change: " + what, written, "204", Optional.empty()));
            item.add("delete", told.operation("Delete: " + what, Optional.empty(), "204", Optional.empty()));
        }
        return item;
    }

    /** Data as a body: the node under its qualified name; an entry in an array of one. */
    private JsonObject bodyOf(DataSchemaNode node, DataNodeContainer container, Place place) {
        QNameModule module = node.getQName().getModule();
        JsonObject content = schemas.reference(container, place.name(), module);
        JsonObject value = content;
        if (node instanceof ListSchemaNode) {
            value = JsonTypes.named("array");
            value.add("items", content);
        }
        return wrapped(schemas.moduleName(module) + ":" + node.getQName().getLocalName(), value);
    }

    private void addRpc(RpcDefinition rpc, String tag) {
        QName name = rpc.getQName();
        String operation = schemas.moduleName(name.getModule()) + ":" + name.getLocalName();
        Optional<JsonObject> input =
                content(rpc.getInput(), operation, "input").map(body -> inMediaType(body, examples.input(operation)));
        Optional<JsonObject> output = content(rpc.getOutput(), operation, "output")
                .map(body -> inMediaType(body, examples.output(operation)));
        JsonObject item = new JsonObject();
        item.add(
                "post",
                new Told(tag)
                        .operation(
                                rpc.getDescription().map(NodeSchemas::oneLine).orElse(name.getLocalName()),
                                input,
                                output.isPresent() ? "200" : "204",
                                output));
        paths.add("/operations/" + operation, item);
    }

    private Optional<JsonObject> content(ContainerLike node, String operation, String wrapper) {
        String module = schemas.moduleName(node.getQName().getModule());
        return node.getChildNodes().isEmpty()
                ? Optional.empty()
                : Optional.of(wrapped(
                        module + ":" + wrapper,
                        schemas.reference(
                                node,
                                operation.replace(':', '.') + "." + wrapper,
                                node.getQName().getModule())));
    }

    private static JsonObject wrapped(String name, JsonObject value) {
        JsonObject properties = new JsonObject();
        properties.add(name, value);
        JsonObject schema = JsonTypes.named("object");
        schema.add("properties", properties);
        return schema;
    }

    /** How operations of one module are told. */
    private record Told(String tag) {
        JsonObject operation(String summary, Optional<JsonObject> body, String status, Optional<JsonObject> answer) {
            JsonObject operation = new JsonObject();
            JsonArray tags = new JsonArray();
            tags.add(tag);
            operation.add("tags", tags);
            operation.addProperty("summary", summary);
            body.ifPresent(content -> operation.add("requestBody", content));
            JsonObject done = answer.orElseGet(JsonObject::new);
            done.addProperty("description", "Done.");
            JsonObject responses = new JsonObject();
            responses.add(status, done);
            JsonObject refused = new JsonObject();
            refused.addProperty("$ref", "#/components/responses/refused");
            responses.add("4XX", refused);
            operation.add("responses", responses);
            return operation;
        }
    }

    private static JsonObject inMediaType(JsonObject schema, Optional<JsonObject> example) {
        JsonObject holder = new JsonObject();
        holder.add("schema", schema);
        example.ifPresent(shown -> holder.add("example", shown));
        JsonObject content = new JsonObject();
        content.add(MEDIA_TYPE, holder);
        JsonObject body = new JsonObject();
        body.add("content", content);
        return body;
    }

    private static JsonArray parameters(List<String> keys) {
        JsonArray parameters = new JsonArray();
        for (String key : keys) {
            JsonObject parameter = new JsonObject();
            parameter.addProperty("name", key);
            parameter.addProperty("in", "path");
            parameter.addProperty("required", true);
            parameter.add("schema", JsonTypes.named("string"));
            parameters.add(parameter);
        }
        return parameters;
    }
}
