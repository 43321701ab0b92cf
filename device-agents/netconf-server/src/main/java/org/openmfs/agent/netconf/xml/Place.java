package org.openmfs.agent.netconf.xml;

import java.util.Optional;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.util.DataSchemaContext;
import org.opendaylight.yangtools.yang.model.api.DataSchemaNode;
import org.opendaylight.yangtools.yang.model.util.SchemaInferenceStack;

/**
 * Where an XML element stands in the model.
 *
 * @param context what the model says about the node
 * @param stack how the model was entered to get there
 * @param path the node itself, with the values of list keys
 * @param value the value, of a leaf or of one entry of a leaf-list
 */
public record Place(
        DataSchemaContext context, SchemaInferenceStack stack, YangInstanceIdentifier path, Optional<Object> value) {
    public DataSchemaNode schema() {
        return context.dataSchemaNode();
    }

    /** Whether the node can be written: false for state. */
    public boolean isConfiguration() {
        return schema().effectiveConfig().orElse(Boolean.TRUE);
    }
}
