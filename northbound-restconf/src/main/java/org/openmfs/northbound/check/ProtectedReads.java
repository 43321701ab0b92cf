package org.openmfs.northbound.check;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.MoreExecutors;
import java.util.Optional;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadTransaction;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataBroker;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataReadOnlyTransaction;
import org.opendaylight.yangtools.util.concurrent.FluentFutures;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;

/**
 * A datastore whose reads leave {@linkplain ProtectedLeaves protected leaves} out: whatever a client asks for, by whatever
 * path, filter or encoding, comes from here. What a write reads in order to write is not touched.
 */
public final class ProtectedReads extends ForwardingDOMDataBroker {
    private final DOMDataBroker broker;
    private final ProtectedLeaves leaves;

    public ProtectedReads(DOMDataBroker broker, ProtectedLeaves leaves) {
        this.broker = broker;
        this.leaves = leaves;
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
                return leaves.hides(path)
                        ? FluentFutures.immediateFluentFuture(Optional.empty())
                        : transaction
                                .read(store, path)
                                .transform(found -> found.map(leaves::without), MoreExecutors.directExecutor());
            }
        };
    }
}
