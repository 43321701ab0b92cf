package org.openmfs.northbound.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.LeafNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;
import org.opendaylight.yangtools.yang.model.api.SchemaContext;

/**
 * What state says of each {@linkplain Credential credential}: whether there is one. It is nowhere kept, but made from the
 * configuration when somebody reads, so that it is never late.
 */
final class SecretFlags {
    private final Credential credential;

    SecretFlags(Credential credential) {
        this.credential = credential;
    }

    /** What must be read of the configuration for a read of state here; empty if nothing of it is there. */
    Optional<YangInstanceIdentifier> needed(YangInstanceIdentifier path) {
        int depth = path.getPathArguments().size();
        if (depth == 0) {
            return Optional.of(YangInstanceIdentifier.of(credential.container()));
        }
        if (!path.getPathArguments().getFirst().getNodeType().equals(credential.container())
                || depth > 1 && !path.getPathArguments().get(1).getNodeType().equals(credential.list())) {
            return Optional.empty();
        }
        boolean beside =
                depth > 3 && !path.getPathArguments().get(3).getNodeType().equals(credential.flag());
        return beside ? Optional.empty() : Optional.of(depth > 3 ? path.getAncestor(3) : path);
    }

    /**
     * Adds what state says to what was read.
     *
     * @param configured what stands at {@link #needed}
     */
    Optional<NormalizedNode> added(
            YangInstanceIdentifier path, Optional<NormalizedNode> state, Optional<NormalizedNode> configured) {
        if (configured.isEmpty()) {
            return state;
        }
        return switch (path.getPathArguments().size()) {
            case 0 -> Optional.of(root(state, (ContainerNode) configured.get()));
            case 1 -> Optional.of(container(state, (ContainerNode) configured.get()));
            case 2 -> Optional.of(map(state, (MapNode) configured.get()));
            case 3 -> Optional.of(entry(state, (MapEntryNode) configured.get()));
            default -> Optional.of(flag((MapEntryNode) configured.get()));
        };
    }

    private NormalizedNode root(Optional<NormalizedNode> state, ContainerNode configured) {
        var builder = ImmutableNodes.newContainerBuilder()
                .withNodeIdentifier(state.map(node -> ((ContainerNode) node).name())
                        .orElse(NodeIdentifier.create(SchemaContext.NAME)));
        state.ifPresent(node -> ((ContainerNode) node).body().forEach(builder::withChild));
        return builder.withChild(container(child(state, credential.container()), configured))
                .build();
    }

    private ContainerNode container(Optional<NormalizedNode> state, ContainerNode configured) {
        var builder = ImmutableNodes.newContainerBuilder().withNodeIdentifier(configured.name());
        state.ifPresent(node -> ((ContainerNode) node).body().forEach(builder::withChild));
        child(Optional.of(configured), credential.list())
                .ifPresent(list -> builder.withChild(map(child(state, credential.list()), (MapNode) list)));
        return builder.build();
    }

    private MapNode map(Optional<NormalizedNode> state, MapNode configured) {
        Map<NodeIdentifierWithPredicates, NormalizedNode> known = new HashMap<>();
        state.ifPresent(node -> ((MapNode) node).body().forEach(entry -> known.put(entry.name(), entry)));
        var builder = ImmutableNodes.newSystemMapBuilder().withNodeIdentifier(NodeIdentifier.create(credential.list()));
        for (MapEntryNode entry : configured.body()) {
            builder.withChild(entry(Optional.ofNullable(known.remove(entry.name())), entry));
        }
        known.values().forEach(rest -> builder.withChild((MapEntryNode) rest));
        return builder.build();
    }

    private MapEntryNode entry(Optional<NormalizedNode> state, MapEntryNode configured) {
        var builder = ImmutableNodes.newMapEntryBuilder().withNodeIdentifier(configured.name());
        configured
                .name()
                .entrySet()
                .forEach(key -> builder.withChild(ImmutableNodes.leafNode(key.getKey(), key.getValue())));
        state.ifPresent(node -> ((MapEntryNode) node).body().forEach(builder::withChild));
        return builder.withChild(flag(configured)).build();
    }

    private LeafNode<Boolean> flag(MapEntryNode configured) {
        boolean set = child(Optional.of(configured), credential.secret()).isPresent();
        return ImmutableNodes.leafNode(credential.flag(), set);
    }

    private static Optional<NormalizedNode> child(Optional<NormalizedNode> node, QName name) {
        return node.filter(DataContainerNode.class::isInstance)
                .map(parent -> ((DataContainerNode) parent).childByArg(NodeIdentifier.create(name)));
    }
}
