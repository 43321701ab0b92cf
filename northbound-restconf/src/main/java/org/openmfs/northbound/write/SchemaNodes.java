package org.openmfs.northbound.write;

import java.util.List;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.LeafSetEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.LeafSetNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;
import org.opendaylight.yangtools.yang.model.api.ContainerSchemaNode;

/** What the models say of nodes, and lists as nodes. */
final class SchemaNodes {
    private SchemaNodes() {}

    static boolean isPlainContainer(DatabindContext databind, YangInstanceIdentifier path) {
        return databind.schemaTree()
                .findChild(path)
                .map(node -> node.dataSchemaNode() instanceof ContainerSchemaNode container
                        && !container.isPresenceContainer())
                .orElse(false);
    }

    /** The entries of a list or leaf-list, in their order. */
    static List<NormalizedNode> entries(NormalizedNode list) {
        return switch (list) {
            case MapNode map -> List.copyOf(map.body());
            case LeafSetNode<?> leaves -> List.copyOf(leaves.body());
            default -> throw new IllegalArgumentException("no list");
        };
    }

    /** @param example one of the entries */
    static NormalizedNode ordered(YangInstanceIdentifier list, NormalizedNode example, List<NormalizedNode> entries) {
        NodeIdentifier name = NodeIdentifier.create(list.getLastPathArgument().getNodeType());
        if (example instanceof MapEntryNode) {
            var map = ImmutableNodes.newUserMapBuilder().withNodeIdentifier(name);
            entries.forEach(entry -> map.withChild((MapEntryNode) entry));
            return map.build();
        }
        var leaves = ImmutableNodes.newUserLeafSetBuilder().withNodeIdentifier(name);
        entries.forEach(entry -> leaves.withChildValue(((LeafSetEntryNode<?>) entry).body()));
        return leaves.build();
    }
}
