package org.openmfs.northbound.restconf;

import static org.opendaylight.mdsal.common.api.LogicalDatastoreType.CONFIGURATION;

import org.opendaylight.mdsal.dom.api.DOMDataTreeWriteOperations;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.impl.schema.ImmutableNodes;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;

/** A change of the configuration, apart from whether it may be made. */
sealed interface Edit {
    /** Where it changes something. */
    YangInstanceIdentifier path();

    /** Something takes the place of what is there. */
    record Replace(YangInstanceIdentifier path, NormalizedNode node) implements Edit {}

    /** Something is added to what is there. */
    record Merge(YangInstanceIdentifier path, NormalizedNode node) implements Edit {}

    record Remove(YangInstanceIdentifier path) implements Edit {}

    /** Makes the change in a transaction, which nobody need commit. */
    default void in(DOMDataTreeWriteOperations transaction, EffectiveModelContext models) {
        YangInstanceIdentifier parent = path().getParent();
        boolean nested = parent != null && !parent.isEmpty();
        if (nested && !(this instanceof Remove)) {
            transaction.merge(CONFIGURATION, path().getAncestor(1), ImmutableNodes.fromInstanceId(models, parent));
        }
        switch (this) {
            case Replace(var path, var node) -> transaction.put(CONFIGURATION, path, node);
            case Merge(var path, var node) -> transaction.merge(CONFIGURATION, path, node);
            case Remove(var path) -> transaction.delete(CONFIGURATION, path);
        }
    }
}
