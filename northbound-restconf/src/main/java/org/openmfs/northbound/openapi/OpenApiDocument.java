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
             "paths": {"/streams/mfs-events": {"get": {"summary": "What happens to services and devices, as it happens.",
               "responses": {"200": {"description": "Server-sent events.", "content": {"text/event-stream": {}}}}}}},
             "components": {"securitySchemes": {"basic": {"type": "http", "scheme": "basic"}}, "schemas": {},
               "responses": {"refused": {"description": "Refused; says why.", "content": {"application/yang-data+json":
                 {"schema": {"type": "object", "properties": {"ietf-restconf:errors": {"type": "object", "properties":
                   {"error": {"type": "array", "items": {"type": "object", "properties": {
                     "error-type": {"type": "string"}, "error-tag": {"type": "string"}, "error-app-tag": {"type": "string"},
                     "error-path": {"type": "string"}, "error-message": {"type": "string"}}}}}}}}}}}}}}
            """;

    private final NodeSchemas schemas;
    private final JsonObject paths;
    private final JsonObject document;

    private OpenApiDocument(EffectiveModelContext models) {
        schemas = new NodeSchemas(models);
        document = JsonParser.parseString(FIXED).getAsJsonObject();
        paths = document.getAsJsonObject("paths");
    }

    /** @param modules what it is about */
    static JsonObject of(EffectiveModelContext models, List<? extends Module> modules) {
        OpenApiDocument made = new OpenApiDocument(models);
        for (Module module : modules) {
            module.getChildNodes()
                    .forEach(node -> made.addNode(node, new Place("/data", Optional.empty(), "", List.of())));
            module.getRpcs().forEach(made::addRpc);
        }
        made.document.getAsJsonObject("components").add("schemas", made.schemas.components());
        return made.document;
    }

    /**
     * Where a node is.
     *
     * @param name of its schema so far
     * @param keys parameters of the path so far
     */
    private record Place(String path, Optional<QNameModule> module, String name, List<String> keys) {}

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
        Place place = new Place(path.toString(), Optional.of(qname.getModule()), name, keys);
        paths.add(place.path(), operations(node, container, place));
        container.getChildNodes().forEach(child -> addNode(child, place));
    }

    private static String parameterFor(String key, String list, List<String> taken) {
        return taken.contains(key) ? list + "-" + key : key;
    }

    private JsonObject operations(DataSchemaNode node, DataNodeContainer container, Place place) {
        JsonObject body = bodyOf(node, container, place);
        String what = node.getDescription()
                .map(NodeSchemas::oneLine)
                .orElse(node.getQName().getLocalName());
        JsonObject item = new JsonObject();
        if (!place.keys().isEmpty()) {
            item.add("parameters", parameters(place.keys()));
        }
        item.add("get", operation("Read: " + what, Optional.empty(), "200", Optional.of(body)));
        if (node.effectiveConfig().orElse(Boolean.TRUE)) {
            item.add("put", operation("Create or replace: " + what, Optional.of(body), "204", Optional.empty()));
            item.add("patch", operation("Change: " + what, Optional.of(body), "204", Optional.empty()));
            item.add("delete", operation("Delete: " + what, Optional.empty(), "204", Optional.empty()));
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

    private void addRpc(RpcDefinition rpc) {
        QName name = rpc.getQName();
        String module = schemas.moduleName(name.getModule());
        Optional<JsonObject> input = content(rpc.getInput(), module, name.getLocalName() + ".input", "input");
        Optional<JsonObject> output = content(rpc.getOutput(), module, name.getLocalName() + ".output", "output");
        JsonObject item = new JsonObject();
        item.add(
                "post",
                operation(
                        rpc.getDescription().map(NodeSchemas::oneLine).orElse(name.getLocalName()),
                        input,
                        output.isPresent() ? "200" : "204",
                        output));
        paths.add("/operations/" + module + ":" + name.getLocalName(), item);
    }

    private Optional<JsonObject> content(ContainerLike node, String module, String name, String wrapper) {
        return node.getChildNodes().isEmpty()
                ? Optional.empty()
                : Optional.of(wrapped(
                        module + ":" + wrapper,
                        schemas.reference(
                                node, module + "." + name, node.getQName().getModule())));
    }

    private static JsonObject wrapped(String name, JsonObject value) {
        JsonObject properties = new JsonObject();
        properties.add(name, value);
        JsonObject schema = JsonTypes.named("object");
        schema.add("properties", properties);
        return schema;
    }

    private static JsonObject operation(
            String summary, Optional<JsonObject> body, String status, Optional<JsonObject> answer) {
        JsonObject operation = new JsonObject();
        operation.addProperty("summary", summary);
        body.ifPresent(schema -> operation.add("requestBody", inMediaType(schema)));
        JsonObject done = answer.map(OpenApiDocument::inMediaType).orElseGet(JsonObject::new);
        done.addProperty("description", "Done.");
        JsonObject responses = new JsonObject();
        responses.add(status, done);
        JsonObject refused = new JsonObject();
        refused.addProperty("$ref", "#/components/responses/refused");
        responses.add("4XX", refused);
        operation.add("responses", responses);
        return operation;
    }

    private static JsonObject inMediaType(JsonObject schema) {
        JsonObject holder = new JsonObject();
        holder.add("schema", schema);
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
