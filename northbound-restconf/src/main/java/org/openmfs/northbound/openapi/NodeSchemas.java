package org.openmfs.northbound.openapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Collection;
import org.opendaylight.yangtools.yang.common.QNameModule;
import org.opendaylight.yangtools.yang.model.api.CaseSchemaNode;
import org.opendaylight.yangtools.yang.model.api.ChoiceSchemaNode;
import org.opendaylight.yangtools.yang.model.api.ContainerLike;
import org.opendaylight.yangtools.yang.model.api.DataNodeContainer;
import org.opendaylight.yangtools.yang.model.api.DataSchemaNode;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.LeafListSchemaNode;
import org.opendaylight.yangtools.yang.model.api.LeafSchemaNode;
import org.opendaylight.yangtools.yang.model.api.ListSchemaNode;
import org.opendaylight.yangtools.yang.model.api.stmt.ModuleEffectiveStatement;

/** What a node's content looks like, as JSON Schemas that refer to each other. */
final class NodeSchemas {
    private final EffectiveModelContext models;
    private final JsonObject components = new JsonObject();

    NodeSchemas(EffectiveModelContext models) {
        this.models = models;
    }

    /** All that were asked for, by name. */
    JsonObject components() {
        return components;
    }

    /** A reference to the schema of a container's or an entry's content; {@code name} is where it is in the models. */
    JsonObject reference(DataNodeContainer node, String name, QNameModule module) {
        if (!components.has(name)) {
            JsonObject schema = JsonTypes.named("object");
            components.add(name, schema);
            JsonObject properties = new JsonObject();
            JsonArray required = new JsonArray();
            addAll(node.getChildNodes(), new Content(name, module, properties, required));
            schema.add("properties", properties);
            if (!required.isEmpty()) {
                schema.add("required", required);
            }
        }
        JsonObject reference = new JsonObject();
        reference.addProperty("$ref", "#/components/schemas/" + name);
        return reference;
    }

    /** Where a node's properties go. */
    private record Content(String name, QNameModule module, JsonObject properties, JsonArray required) {}

    private void addAll(Collection<? extends DataSchemaNode> nodes, Content content) {
        for (DataSchemaNode node : nodes) {
            if (node instanceof ChoiceSchemaNode choice) {
                for (CaseSchemaNode alternative : choice.getCases()) {
                    addAll(alternative.getChildNodes(), content);
                }
            } else {
                add(node, content);
            }
        }
    }

    private void add(DataSchemaNode node, Content content) {
        String property = nameOf(node, content.module());
        JsonObject schema =
                schemaOf(node, content.name() + "." + node.getQName().getLocalName());
        if (node.effectiveConfig().filter(config -> !config).isPresent()) {
            schema.addProperty("readOnly", true);
        }
        node.getDescription().ifPresent(text -> schema.addProperty("description", oneLine(text)));
        content.properties().add(property, schema);
        if (node instanceof LeafSchemaNode leaf && leaf.isMandatory()) {
            content.required().add(property);
        }
    }

    private JsonObject schemaOf(DataSchemaNode node, String name) {
        QNameModule module = node.getQName().getModule();
        return switch (node) {
            case LeafSchemaNode leaf -> JsonTypes.of(leaf.getType());
            case LeafListSchemaNode leafList -> arrayOf(JsonTypes.of(leafList.getType()));
            case ListSchemaNode list -> arrayOf(reference(list, name, module));
            case ContainerLike container -> reference(container, name, module);
            default -> new JsonObject();
        };
    }

    /** The name of a node, with its module where that is another than around it. */
    String nameOf(DataSchemaNode node, QNameModule around) {
        String local = node.getQName().getLocalName();
        return node.getQName().getModule().equals(around)
                ? local
                : moduleName(node.getQName().getModule()) + ":" + local;
    }

    String moduleName(QNameModule module) {
        return models.findModuleStatement(module)
                .map(ModuleEffectiveStatement::argument)
                .map(name -> name.getLocalName())
                .orElse("unknown");
    }

    static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static JsonObject arrayOf(JsonObject items) {
        JsonObject schema = JsonTypes.named("array");
        schema.add("items", items);
        return schema;
    }
}
