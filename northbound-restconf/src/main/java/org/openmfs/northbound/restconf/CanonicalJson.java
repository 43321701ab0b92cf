package org.openmfs.northbound.restconf;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.Revision;
import org.opendaylight.yangtools.yang.data.api.schema.ChoiceNode;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerChild;
import org.opendaylight.yangtools.yang.data.api.schema.LeafSetEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.LeafSetNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNodeContainer;
import org.opendaylight.yangtools.yang.data.api.schema.UserLeafSetNode;
import org.opendaylight.yangtools.yang.data.api.schema.UserMapNode;
import org.opendaylight.yangtools.yang.data.api.schema.stream.NormalizedNodeWriter;
import org.opendaylight.yangtools.yang.data.codec.gson.JSONNormalizedNodeStreamWriter;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;
import org.opendaylight.yangtools.yang.model.api.ModuleLike;

/** Data as RFC 7951 JSON in one order: members by name, entries by key and values by text unless users order them. */
final class CanonicalJson {
    private final DatabindContext databind;

    CanonicalJson(DatabindContext databind) {
        this.databind = databind;
    }

    JsonObject of(ContainerNode root) {
        JsonObject whole = new JsonObject();
        for (DataContainerChild child : root.body()) {
            StringWriter text = new StringWriter();
            try {
                JsonWriter json = new JsonWriter(text);
                json.beginObject();
                NormalizedNodeWriter.forStreamWriter(
                                JSONNormalizedNodeStreamWriter.createNestedWriter(databind.jsonCodecs(), json))
                        .write(ordered(child));
                json.endObject();
                json.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("memory does not fail", e);
            }
            JsonParser.parseString(text.toString())
                    .getAsJsonObject()
                    .entrySet()
                    .forEach(member -> whole.add(member.getKey(), member.getValue()));
        }
        return sorted(whole);
    }

    private static DataContainerChild ordered(DataContainerChild node) {
        return switch (node) {
            case ContainerNode container -> {
                var builder = ImmutableNodes.newContainerBuilder().withNodeIdentifier(container.name());
                container.body().forEach(child -> builder.withChild(ordered(child)));
                yield builder.build();
            }
            case ChoiceNode choice -> {
                var builder = ImmutableNodes.newChoiceBuilder().withNodeIdentifier(choice.name());
                choice.body().forEach(child -> builder.withChild(ordered(child)));
                yield builder.build();
            }
            case UserMapNode map -> entries(map, map.body());
            case MapNode map ->
                entries(
                        map,
                        map.body().stream()
                                .sorted(Comparator.comparing(CanonicalJson::key))
                                .toList());
            case UserLeafSetNode<?> values -> values;
            case LeafSetNode<?> values -> {
                var builder = ImmutableNodes.<Object>newUserLeafSetBuilder().withNodeIdentifier(values.name());
                values.body().stream()
                        .sorted(Comparator.comparing(value -> value.body().toString()))
                        .forEach(value -> builder.withChildValue(value.body()));
                yield builder.build();
            }
            default -> node;
        };
    }

    private static String key(MapEntryNode entry) {
        return new TreeMap<>(entry.name().asMap()).values().toString();
    }

    private static UserMapNode entries(MapNode list, Iterable<MapEntryNode> entries) {
        var builder = ImmutableNodes.newUserMapBuilder().withNodeIdentifier(list.name());
        for (MapEntryNode entry : entries) {
            var copy = ImmutableNodes.newMapEntryBuilder().withNodeIdentifier(entry.name());
            entry.body().forEach(child -> copy.withChild(ordered(child)));
            builder.withChild(copy.build());
        }
        return builder.build();
    }

    private static JsonObject sorted(JsonObject object) {
        JsonObject sorted = new JsonObject();
        object.keySet().stream().sorted().forEach(name -> sorted.add(name, sorted(object.get(name))));
        return sorted;
    }

    private static JsonElement sorted(JsonElement element) {
        return switch (element) {
            case JsonObject object -> sorted(object);
            case JsonArray array -> {
                JsonArray copy = new JsonArray();
                array.forEach(item -> copy.add(sorted(item)));
                yield copy;
            }
            default -> element;
        };
    }

    /** The modules of all nodes and identities in it. */
    SortedSet<String> modules(NormalizedNode node) {
        SortedSet<String> modules = new TreeSet<>();
        if (node instanceof NormalizedNodeContainer<?> parent) {
            parent.body().forEach(child -> collect(child, modules));
        }
        return modules;
    }

    private void collect(NormalizedNode node, SortedSet<String> modules) {
        QName name = node instanceof LeafSetEntryNode<?> entry
                ? entry.name().getNodeType()
                : node.name().getNodeType();
        add(name, modules);
        if (node instanceof NormalizedNodeContainer<?> parent) {
            parent.body().forEach(child -> collect(child, modules));
        } else if (node.body() instanceof QName identity) {
            add(identity, modules);
        }
    }

    private void add(QName name, SortedSet<String> modules) {
        databind.modelContext()
                .findModule(name.getModule())
                .map(CanonicalJson::named)
                .ifPresent(modules::add);
    }

    /** As RFC 7950 names a module's file: with its revision, if it has one. */
    static String named(ModuleLike module) {
        return module.getName()
                + module.getRevision()
                        .map(Revision::toString)
                        .map(text -> "@" + text)
                        .orElse("");
    }
}
