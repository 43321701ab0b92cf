package org.openmfs.northbound.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.ChoiceNode;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerChild;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.api.schema.UnkeyedListEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.UnkeyedListNode;
import org.opendaylight.yangtools.yang.data.api.schema.UserMapNode;
import org.opendaylight.yangtools.yang.data.api.schema.builder.DataContainerNodeBuilder;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;

/** Leaves that are written and never read back, wherever they stand. */
public final class ProtectedLeaves {
    private final Set<QName> names;

    /** @param names names of the leaves; every leaf of that name is taken out of everything that is read */
    public ProtectedLeaves(Set<QName> names) {
        this.names = Set.copyOf(names);
    }

    /** Those of all credentials. */
    public static ProtectedLeaves of(List<Credential> credentials) {
        return new ProtectedLeaves(credentials.stream().map(Credential::secret).collect(Collectors.toSet()));
    }

    public boolean hides(YangInstanceIdentifier path) {
        return path.getPathArguments().stream().anyMatch(step -> names.contains(step.getNodeType()));
    }

    /** Returns the node without the leaves; the node itself if there are none in it. */
    public NormalizedNode without(NormalizedNode node) {
        return switch (node) {
            case ContainerNode container
            when holdsAny(container) ->
                filter(container, ImmutableNodes.newContainerBuilder().withNodeIdentifier(container.name()));
            case MapEntryNode entry
            when holdsAny(entry) ->
                filter(entry, ImmutableNodes.newMapEntryBuilder().withNodeIdentifier(entry.name()));
            case ChoiceNode choice
            when holdsAny(choice) ->
                filter(choice, ImmutableNodes.newChoiceBuilder().withNodeIdentifier(choice.name()));
            case UnkeyedListEntryNode entry
            when holdsAny(entry) ->
                filter(entry, ImmutableNodes.newUnkeyedListEntryBuilder().withNodeIdentifier(entry.name()));
            case UserMapNode map
            when holdsAny(map) -> {
                var builder = ImmutableNodes.newUserMapBuilder().withNodeIdentifier(map.name());
                map.body().forEach(entry -> builder.withChild((MapEntryNode) without(entry)));
                yield builder.build();
            }
            case MapNode map
            when holdsAny(map) -> {
                var builder = ImmutableNodes.newSystemMapBuilder().withNodeIdentifier(map.name());
                map.body().forEach(entry -> builder.withChild((MapEntryNode) without(entry)));
                yield builder.build();
            }
            case UnkeyedListNode list
            when holdsAny(list) -> {
                var builder = ImmutableNodes.newUnkeyedListBuilder().withNodeIdentifier(list.name());
                list.body().forEach(entry -> builder.withChild((UnkeyedListEntryNode) without(entry)));
                yield builder.build();
            }
            default -> node;
        };
    }

    private boolean holdsAny(NormalizedNode node) {
        return switch (node) {
            case DataContainerNode container ->
                container.body().stream().anyMatch(child -> isHidden(child) || holdsAny(child));
            case MapNode map -> map.body().stream().anyMatch(this::holdsAny);
            case UnkeyedListNode list -> list.body().stream().anyMatch(this::holdsAny);
            default -> false;
        };
    }

    private boolean isHidden(NormalizedNode node) {
        return names.contains(node.name().getNodeType());
    }

    private <N extends DataContainerNode> N filter(N node, DataContainerNodeBuilder<?, N> builder) {
        for (DataContainerChild child : node.body()) {
            Optional.of(child)
                    .filter(kept -> !isHidden(kept))
                    .ifPresent(kept -> builder.withChild((DataContainerChild) without(kept)));
        }
        return builder.build();
    }
}
