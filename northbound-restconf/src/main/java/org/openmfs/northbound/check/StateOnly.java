package org.openmfs.northbound.check;

import java.util.Optional;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.ChoiceNode;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerChild;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.api.schema.UserMapNode;
import org.opendaylight.yangtools.yang.data.api.schema.builder.DataContainerNodeBuilder;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;
import org.opendaylight.yangtools.yang.data.util.DataSchemaContext;
import org.opendaylight.yangtools.yang.data.util.DataSchemaContext.Composite;
import org.opendaylight.yangtools.yang.data.util.DataSchemaContextTree;

/**
 * The state in an operational datastore, without the configuration that stands there because the models want it beside
 * state: of it clients see what is configured, and nothing where they ask for state alone (RFC 8040, section 4.8.1).
 */
final class StateOnly {
    private final DataSchemaContextTree models;

    StateOnly(DataSchemaContextTree models) {
        this.models = models;
    }

    /** What is left of a node; empty if nothing of it is state. */
    Optional<NormalizedNode> of(YangInstanceIdentifier path, NormalizedNode node) {
        return path.isEmpty()
                ? Optional.of(filtered(
                        models.getRoot(),
                        (ContainerNode) node,
                        ImmutableNodes.newContainerBuilder().withNodeIdentifier(((ContainerNode) node).name())))
                : of(models.findChild(path), node);
    }

    /** What the models do not know is nobody's configuration. */
    private Optional<NormalizedNode> of(Optional<? extends DataSchemaContext> known, NormalizedNode node) {
        if (known.isEmpty() || !isConfiguration(known.get())) {
            return Optional.of(node);
        }
        DataSchemaContext schema = known.get();
        return switch (node) {
            case ContainerNode container ->
                some(filtered(
                        schema, container, ImmutableNodes.newContainerBuilder().withNodeIdentifier(container.name())));
            case ChoiceNode choice ->
                some(filtered(schema, choice, ImmutableNodes.newChoiceBuilder().withNodeIdentifier(choice.name())));
            case MapEntryNode entry -> entry(schema, entry);
            case UserMapNode map -> {
                var builder = ImmutableNodes.newUserMapBuilder().withNodeIdentifier(map.name());
                map.body()
                        .forEach(one ->
                                child(schema, one).map(MapEntryNode.class::cast).ifPresent(builder::withChild));
                yield some(builder.build());
            }
            case MapNode map -> {
                var builder = ImmutableNodes.newSystemMapBuilder().withNodeIdentifier(map.name());
                map.body()
                        .forEach(one ->
                                child(schema, one).map(MapEntryNode.class::cast).ifPresent(builder::withChild));
                yield some(builder.build());
            }
            default -> Optional.empty();
        };
    }

    private static boolean isConfiguration(DataSchemaContext schema) {
        return schema.dataSchemaNode().effectiveConfig().orElse(Boolean.TRUE);
    }

    private Optional<NormalizedNode> child(DataSchemaContext around, NormalizedNode node) {
        return of(
                around instanceof Composite composite
                        ? Optional.ofNullable(composite.childByArg(node.name()))
                        : Optional.empty(),
                node);
    }

    /** An entry keeps what it is named by, where it has state. */
    private Optional<NormalizedNode> entry(DataSchemaContext schema, MapEntryNode entry) {
        var builder = ImmutableNodes.newMapEntryBuilder().withNodeIdentifier(entry.name());
        int kept = 0;
        for (DataContainerChild one : entry.body()) {
            if (entry.name().containsKey(one.name().getNodeType())) {
                builder.withChild(one);
            } else {
                Optional<NormalizedNode> state = child(schema, one);
                state.map(DataContainerChild.class::cast).ifPresent(builder::withChild);
                kept += state.isPresent() ? 1 : 0;
            }
        }
        return kept > 0 ? Optional.of(builder.build()) : Optional.empty();
    }

    private <N extends DataContainerNode> N filtered(
            DataSchemaContext schema, N node, DataContainerNodeBuilder<?, N> builder) {
        for (DataContainerChild one : node.body()) {
            child(schema, one).map(DataContainerChild.class::cast).ifPresent(builder::withChild);
        }
        return builder.build();
    }

    private static Optional<NormalizedNode> some(NormalizedNode node) {
        boolean isEmpty = switch (node) {
            case DataContainerNode container -> container.isEmpty();
            case MapNode map -> map.isEmpty();
            default -> false;
        };
        return isEmpty ? Optional.empty() : Optional.of(node);
    }
}
