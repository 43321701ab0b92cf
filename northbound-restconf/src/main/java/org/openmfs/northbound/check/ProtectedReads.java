package org.openmfs.northbound.check;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.MoreExecutors;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadTransaction;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataBroker;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataReadOnlyTransaction;
import org.opendaylight.yangtools.util.concurrent.FluentFutures;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.util.DataSchemaContextTree;

/**
 * A datastore whose reads leave {@linkplain ProtectedLeaves protected leaves} out: whatever a client asks for, by whatever
 * path, filter or encoding, comes from here. State says of each whether it is there, and has no configuration beside it.
 * What a write reads in order to write is not touched.
 */
public final class ProtectedReads extends ForwardingDOMDataBroker {
    private final DOMDataBroker broker;
    private final ProtectedLeaves leaves;
    private final List<SecretFlags> flags;
    private final Supplier<DataSchemaContextTree> models;

    /** @param models what there may be */
    public ProtectedReads(DOMDataBroker broker, List<Credential> credentials, Supplier<DataSchemaContextTree> models) {
        this.broker = broker;
        this.models = models;
        leaves = ProtectedLeaves.of(credentials);
        flags = credentials.stream().map(SecretFlags::new).toList();
    }

    @Override
    protected DOMDataBroker delegate() {
        return broker;
    }

    @Override
    public DOMDataTreeReadTransaction newReadOnlyTransaction() {
        DOMDataTreeReadTransaction transaction = broker.newReadOnlyTransaction();
        return new ForwardingDOMDataReadOnlyTransaction() {
            @Override
            protected DOMDataTreeReadTransaction delegate() {
                return transaction;
            }

            @Override
            public FluentFuture<Optional<NormalizedNode>> read(
                    LogicalDatastoreType store, YangInstanceIdentifier path) {
                if (leaves.hides(path)) {
                    return FluentFutures.immediateFluentFuture(Optional.empty());
                }
                FluentFuture<Optional<NormalizedNode>> found = transaction
                        .read(store, path)
                        .transform(node -> node.map(leaves::without), MoreExecutors.directExecutor());
                return store == LogicalDatastoreType.OPERATIONAL ? flagged(path, stateOf(path, found)) : found;
            }

            @Override
            public FluentFuture<Boolean> exists(LogicalDatastoreType store, YangInstanceIdentifier path) {
                return read(store, path).transform(Optional::isPresent, MoreExecutors.directExecutor());
            }
        };
    }

    private FluentFuture<Optional<NormalizedNode>> stateOf(
            YangInstanceIdentifier path, FluentFuture<Optional<NormalizedNode>> found) {
        return found.transform(
                node -> node.flatMap(one -> new StateOnly(models.get()).of(path, one)), MoreExecutors.directExecutor());
    }

    private FluentFuture<Optional<NormalizedNode>> flagged(
            YangInstanceIdentifier path, FluentFuture<Optional<NormalizedNode>> state) {
        FluentFuture<Optional<NormalizedNode>> result = state;
        for (SecretFlags flag : flags) {
            Optional<YangInstanceIdentifier> needed = flag.needed(path);
            if (needed.isPresent()) {
                result = result.transformAsync(
                        found -> configured(needed.get())
                                .transform(node -> flag.added(path, found, node), MoreExecutors.directExecutor()),
                        MoreExecutors.directExecutor());
            }
        }
        return result;
    }

    /** A transaction reads one datastore. */
    private FluentFuture<Optional<NormalizedNode>> configured(YangInstanceIdentifier path) {
        DOMDataTreeReadTransaction transaction = broker.newReadOnlyTransaction();
        FluentFuture<Optional<NormalizedNode>> found = transaction.read(LogicalDatastoreType.CONFIGURATION, path);
        found.addListener(transaction::close, MoreExecutors.directExecutor());
        return found;
    }
}
