package org.openmfs.standalone.mdsal;

import org.opendaylight.mdsal.dom.spi.store.AbstractSnapshotBackedTransactionChain;
import org.opendaylight.mdsal.dom.spi.store.DOMStoreThreePhaseCommitCohort;
import org.opendaylight.mdsal.dom.spi.store.SnapshotBackedWriteTransaction;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeModification;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeSnapshot;

/** Transactions on a {@link DurableStore} of which each sees what the ones before it wrote. */
final class DurableChain extends AbstractSnapshotBackedTransactionChain<String> {
    private final DurableStore store;

    DurableChain(DurableStore store) {
        this.store = store;
    }

    @Override
    protected String nextTransactionIdentifier() {
        return store.nextIdentifier();
    }

    @Override
    protected boolean getDebugTransactions() {
        return false;
    }

    @Override
    protected DataTreeSnapshot takeSnapshot() {
        return store.snapshot();
    }

    @Override
    protected DOMStoreThreePhaseCommitCohort createCohort(
            SnapshotBackedWriteTransaction<String> transaction, DataTreeModification change, Exception readyError) {
        return new DurableCommit(store, change, readyError, () -> onTransactionCommited(transaction));
    }
}
