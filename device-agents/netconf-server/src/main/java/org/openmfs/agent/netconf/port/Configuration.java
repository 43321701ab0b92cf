package org.openmfs.agent.netconf.port;

import static java.util.Objects.requireNonNull;

import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;
import org.opendaylight.yangtools.yang.model.api.SchemaContext;

/**
 * One whole configuration, unchangeable.
 *
 * @param root the conceptual root of the datastore; its children are the top-level data nodes
 */
public record Configuration(ContainerNode root) {
    /** A configuration without any node. */
    public static final Configuration EMPTY = new Configuration(ImmutableNodes.newContainerBuilder()
            .withNodeIdentifier(NodeIdentifier.create(SchemaContext.NAME))
            .build());

    public Configuration {
        requireNonNull(root);
    }
}
