package org.openmfs.northbound.check;

import java.util.Optional;
import org.opendaylight.yangtools.binding.DataObject;
import org.opendaylight.yangtools.binding.data.codec.api.BindingNormalizedNodeSerializer;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;

/** A proposed change in generated classes. */
public final class BindingView {
    private final BindingNormalizedNodeSerializer serializer;
    private final ProposedChange change;

    public BindingView(BindingNormalizedNodeSerializer serializer, ProposedChange change) {
        this.serializer = serializer;
        this.change = change;
    }

    /** A top-level container as it is. */
    public <T extends DataObject> Optional<T> before(QName name, Class<T> type) {
        return change.before(name).map(node -> read(name, node, type));
    }

    /** A top-level container as it would be. */
    public <T extends DataObject> Optional<T> after(QName name, Class<T> type) {
        return change.after(name).map(node -> read(name, node, type));
    }

    private <T extends DataObject> T read(QName name, NormalizedNode node, Class<T> type) {
        return type.cast(serializer
                .fromNormalizedNode(YangInstanceIdentifier.of(name), node)
                .getValue());
    }
}
