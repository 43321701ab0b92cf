package org.openmfs.standalone.mdsal;

import static org.opendaylight.mdsal.dom.spi.store.SnapshotBackedTransactions.newReadTransaction;
import static org.opendaylight.mdsal.dom.spi.store.SnapshotBackedTransactions.newWriteTransaction;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.opendaylight.mdsal.dom.api.DOMDataTreeChangeListener;
import org.opendaylight.mdsal.dom.spi.store.DOMStore;
import org.opendaylight.mdsal.dom.spi.store.DOMStoreReadTransaction;
import org.opendaylight.mdsal.dom.spi.store.DOMStoreReadWriteTransaction;
import org.opendaylight.mdsal.dom.spi.store.DOMStoreThreePhaseCommitCohort;
import org.opendaylight.mdsal.dom.spi.store.DOMStoreTransactionChain;
import org.opendaylight.mdsal.dom.spi.store.DOMStoreTreeChangePublisher;
import org.opendaylight.mdsal.dom.spi.store.DOMStoreWriteTransaction;
import org.opendaylight.mdsal.dom.spi.store.SnapshotBackedTransactions;
import org.opendaylight.mdsal.dom.spi.store.SnapshotBackedWriteTransaction;
import org.opendaylight.mdsal.dom.spi.store.SnapshotBackedWriteTransaction.TransactionReadyPrototype;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerChild;
import org.opendaylight.yangtools.yang.data.tree.api.DataTree;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidate;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeConfiguration;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeModification;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeSnapshot;
import org.opendaylight.yangtools.yang.data.tree.api.DataValidationFailedException;
import org.opendaylight.yangtools.yang.data.tree.impl.di.InMemoryDataTreeFactory;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;

/**
 * A datastore whose every change is kept before anybody sees it: a commit that was acknowledged, or that a listener
 * acted on, is there after a crash. Where it can't be kept, the commit fails.
 */
final class DurableStore extends TransactionReadyPrototype<String>
        implements DOMStore, DOMStoreTreeChangePublisher, AutoCloseable {
    private final DataTree tree;
    private final ConfigurationKeeper keeper;
    private final TreeListeners listeners;
    private final AtomicLong transactions = new AtomicLong();

    private DurableStore(DataTree tree, ConfigurationKeeper keeper, TreeListeners listeners) {
        this.tree = tree;
        this.keeper = keeper;
        this.listeners = listeners;
    }

    /**
     * Opens a store with what was kept last.
     *
     * @throws DamagedConfigurationException if that can't be used with these models
     * @throws IOException if it can't be read
     */
    static DurableStore open(EffectiveModelContext models, ConfigurationKeeper keeper, Executor listenerExecutor)
            throws IOException {
        DataTree tree = new InMemoryDataTreeFactory().create(DataTreeConfiguration.DEFAULT_CONFIGURATION);
        tree.setEffectiveModelContext(models);
        try {
            fill(tree, keeper.load());
        } catch (DataValidationFailedException | IllegalArgumentException | IllegalStateException e) {
            throw new DamagedConfigurationException(
                    "the kept configuration does not fit the models of this version: " + e.getMessage(), e);
        }
        return new DurableStore(tree, keeper, new TreeListeners(listenerExecutor));
    }

    /** Commit by commit, each on what it was made on. */
    private static void fill(DataTree tree, ConfigurationKeeper.Kept kept) throws DataValidationFailedException {
        apply(tree, change -> {
            for (DataContainerChild child : kept.whole().body()) {
                change.write(YangInstanceIdentifier.of(child.name()), child);
            }
        });
        for (List<Edit> edits : kept.changes()) {
            apply(tree, change -> edits.forEach(edit -> edit.applyTo(change)));
        }
    }

    private static void apply(DataTree tree, Consumer<DataTreeModification> writes)
            throws DataValidationFailedException {
        DataTreeModification change = tree.takeSnapshot().newModification();
        writes.accept(change);
        change.ready();
        tree.validate(change);
        tree.commit(tree.prepare(change));
    }

    @Override
    public DOMStoreReadTransaction newReadOnlyTransaction() {
        return newReadTransaction(nextIdentifier(), false, tree.takeSnapshot());
    }

    @Override
    public DOMStoreWriteTransaction newWriteOnlyTransaction() {
        return newWriteTransaction(nextIdentifier(), false, tree.takeSnapshot(), this);
    }

    @Override
    public DOMStoreReadWriteTransaction newReadWriteTransaction() {
        return SnapshotBackedTransactions.newReadWriteTransaction(nextIdentifier(), false, tree.takeSnapshot(), this);
    }

    @Override
    public DOMStoreTransactionChain createTransactionChain() {
        return new DurableChain(this);
    }

    @Override
    public synchronized Registration registerTreeChangeListener(
            YangInstanceIdentifier path, DOMDataTreeChangeListener listener) {
        return listeners.register(path, listener, tree.takeSnapshot());
    }

    @Override
    @Deprecated
    public Registration registerLegacyTreeChangeListener(
            YangInstanceIdentifier path, DOMDataTreeChangeListener listener) {
        return registerTreeChangeListener(path, listener);
    }

    @Override
    protected void transactionAborted(SnapshotBackedWriteTransaction<String> transaction) {
        // Nothing was changed yet.
    }

    @Override
    protected DOMStoreThreePhaseCommitCohort transactionReady(
            SnapshotBackedWriteTransaction<String> transaction, DataTreeModification change, Exception readyError) {
        return new DurableCommit(this, change, readyError, () -> {});
    }

    String nextIdentifier() {
        return "configuration-" + transactions.getAndIncrement();
    }

    DataTreeSnapshot snapshot() {
        return tree.takeSnapshot();
    }

    void validate(DataTreeModification change) throws DataValidationFailedException {
        tree.validate(change);
    }

    /** Works out what the change leads to, and keeps it. */
    DataTreeCandidate prepareAndKeep(DataTreeModification change) throws DataValidationFailedException, IOException {
        DataTreeCandidate candidate = tree.prepare(change);
        List<Edit> edits = Edit.of(candidate);
        if (!edits.isEmpty()) {
            keeper.keep(edits, whole());
        }
        return candidate;
    }

    void commit(DataTreeCandidate candidate) {
        boolean committed = false;
        try {
            synchronized (this) {
                // Atomic with regard to the registration of listeners.
                tree.commit(candidate);
                committed = true;
                listeners.publish(candidate);
            }
        } finally {
            if (committed) {
                keeper.committed(whole());
            }
        }
    }

    /** What was prepared is not committed. */
    void abort() {
        keeper.takeBack();
    }

    ContainerNode whole() {
        return (ContainerNode) snapshot().readNode(YangInstanceIdentifier.of()).orElseGet(ConfigurationFile::emptyRoot);
    }

    /** After the last commit. */
    @Override
    public void close() {
        keeper.end(whole());
    }
}
