package org.openmfs.standalone.mdsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.common.api.OptimisticLockFailedException;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeChangeListener;
import org.opendaylight.mdsal.dom.broker.SerializedDOMDataBroker;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Devices;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidate;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.openmfs.standalone.mdsal.JournaledConfiguration.Place;

final class DurableStoreTest {
    private static final EffectiveModelContext MODELS = YangModels.onClassPath().modelContext();
    private static final QName DEVICE = QName.create(Devices.QNAME, "device");
    private static final QName ID = QName.create(Devices.QNAME, "id");
    private static final QName HOST = QName.create(Devices.QNAME, "host");
    private static final QName HOST_KEY = QName.create(Devices.QNAME, "host-key");
    private static final YangInstanceIdentifier LIST = YangInstanceIdentifier.of(Devices.QNAME, DEVICE);

    private final RecordingKeeper keeper = new RecordingKeeper();
    private DurableStore store;
    private DOMDataBroker broker;

    @BeforeEach
    void open() throws IOException {
        store = DurableStore.open(MODELS, keeper, Runnable::run);
        broker = new SerializedDOMDataBroker(Map.of(LogicalDatastoreType.CONFIGURATION, store), Runnable::run);
    }

    @Test
    void what_cannot_be_kept_is_not_committed_and_not_seen() throws Exception {
        List<DataTreeCandidate> seen = listen();
        keeper.full = true;

        assertThatThrownBy(() -> put("alpha")).hasMessageContaining("can't be written to the disk");

        assertThat(exists("alpha")).isFalse();
        assertThat(seen).isEmpty();
    }

    @Test
    void a_change_that_changes_nothing_is_committed_and_not_kept() throws Exception {
        var transaction = broker.newReadWriteTransaction();
        assertThat(transaction.exists(LogicalDatastoreType.CONFIGURATION, LIST).get())
                .isFalse();

        transaction.commit().get();

        assertThat(keeper.kept).isEmpty();
    }

    @Test
    void a_listener_sees_a_change_only_after_it_was_kept() throws Exception {
        List<Integer> keptWhenSeen = new CopyOnWriteArrayList<>();
        store.registerTreeChangeListener(LIST, new DOMDataTreeChangeListener() {
            @Override
            public void onDataTreeChanged(List<DataTreeCandidate> changes) {
                keptWhenSeen.add(keeper.kept.size());
            }

            @Override
            public void onInitialData() {
                // Nothing is there at first.
            }
        });

        put("alpha");
        put("beta");

        assertThat(keptWhenSeen).containsExactly(1, 2);
    }

    @Test
    void a_listener_that_fails_leaves_what_was_committed_kept() {
        store.registerTreeChangeListener(LIST, new DOMDataTreeChangeListener() {
            @Override
            public void onDataTreeChanged(List<DataTreeCandidate> changes) {
                throw new StackOverflowError("a listener's own");
            }

            @Override
            public void onInitialData() {
                // Nothing is there at first.
            }
        });

        assertThatThrownBy(() -> put("alpha")).hasStackTraceContaining("a listener's own");

        assertThat(store.whole().isEmpty()).isFalse();
        assertThat(keeper.kept).hasSize(1);
        assertThat(keeper.committed).isEqualTo(1);
    }

    @Test
    void a_listener_that_comes_late_is_told_what_is_there() throws Exception {
        put("alpha");

        List<DataTreeCandidate> seen = listen();

        assertThat(seen).hasSize(1);
    }

    @Test
    void a_change_that_changes_nothing_is_not_written() throws Exception {
        put("alpha");
        put("alpha");

        assertThat(keeper.kept).hasSize(1);
    }

    @Test
    void of_two_transactions_on_one_entry_the_second_fails() throws Exception {
        var first = broker.newReadWriteTransaction();
        var second = broker.newReadWriteTransaction();
        first.merge(LogicalDatastoreType.CONFIGURATION, YangInstanceIdentifier.of(Devices.QNAME), devices("alpha"));
        second.put(LogicalDatastoreType.CONFIGURATION, YangInstanceIdentifier.of(Devices.QNAME), devices("beta"));
        first.commit().get();

        assertThatThrownBy(() -> second.commit().get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(OptimisticLockFailedException.class);
    }

    @Test
    void a_change_that_another_datastore_refuses_in_the_end_is_not_there_after_a_restart(@TempDir Path folder)
            throws Exception {
        DurableStore first = DurableStore.open(MODELS, keeping(folder), Runnable::run);
        var transaction = first.newWriteOnlyTransaction();
        transaction.merge(YangInstanceIdentifier.of(Devices.QNAME), devices("alpha"));
        var cohort = transaction.ready();
        assertThat(cohort.canCommit().get()).isTrue();
        cohort.preCommit().get();

        cohort.abort().get();

        DurableStore again = DurableStore.open(MODELS, keeping(folder), Runnable::run);
        assertThat(again.snapshot().readNode(entryPath("alpha"))).isEmpty();
    }

    @Test
    void transactions_of_a_chain_see_each_other_before_they_are_committed() throws Exception {
        try (var chain = broker.createMergingTransactionChain()) {
            var first = chain.newReadWriteTransaction();
            first.merge(LogicalDatastoreType.CONFIGURATION, YangInstanceIdentifier.of(Devices.QNAME), devices("alpha"));
            var done = first.commit();
            var second = chain.newReadWriteTransaction();
            assertThat(second.exists(LogicalDatastoreType.CONFIGURATION, entryPath("alpha"))
                            .get())
                    .isTrue();
            second.cancel();
            done.get();
        }
    }

    private List<DataTreeCandidate> listen() {
        List<DataTreeCandidate> seen = new ArrayList<>();
        store.registerTreeChangeListener(LIST, new DOMDataTreeChangeListener() {
            @Override
            public void onDataTreeChanged(List<DataTreeCandidate> changes) {
                seen.addAll(changes);
            }

            @Override
            public void onInitialData() {
                // Nothing is there at first.
            }
        });
        return seen;
    }

    private boolean exists(String name) throws InterruptedException, ExecutionException {
        try (var transaction = broker.newReadOnlyTransaction()) {
            return transaction
                    .exists(LogicalDatastoreType.CONFIGURATION, entryPath(name))
                    .get();
        }
    }

    private void put(String name) throws InterruptedException, ExecutionException {
        var transaction = broker.newWriteOnlyTransaction();
        transaction.merge(LogicalDatastoreType.CONFIGURATION, YangInstanceIdentifier.of(Devices.QNAME), devices(name));
        transaction.commit().get();
    }

    private static YangInstanceIdentifier entryPath(String name) {
        return LIST.node(NodeIdentifierWithPredicates.of(DEVICE, ID, name));
    }

    private static ContainerNode devices(String name) {
        MapEntryNode entry = ImmutableNodes.newMapEntryBuilder()
                .withNodeIdentifier(NodeIdentifierWithPredicates.of(DEVICE, ID, name))
                .withChild(ImmutableNodes.leafNode(ID, name))
                .withChild(ImmutableNodes.leafNode(HOST, "192.0.2.1"))
                .withChild(ImmutableNodes.leafNode(HOST_KEY, "SHA256:" + "A".repeat(43)))
                .build();
        return ImmutableNodes.newContainerBuilder()
                .withNodeIdentifier(NodeIdentifier.create(Devices.QNAME))
                .withChild(ImmutableNodes.newSystemMapBuilder()
                        .withNodeIdentifier(NodeIdentifier.create(DEVICE))
                        .withChild(entry)
                        .build())
                .build();
    }

    private static JournaledConfiguration keeping(Path folder) {
        return new JournaledConfiguration(
                new Place(folder, MODELS, new ModelSet(new TreeMap<>())), JournaledConfiguration.Limits.ORDINARY);
    }

    private static final class RecordingKeeper implements ConfigurationKeeper {
        private final List<List<Edit>> kept = new ArrayList<>();
        private boolean full;
        private int committed;

        @Override
        public Kept load() {
            return new Kept(ConfigurationFile.emptyRoot(), List.of());
        }

        @Override
        public void keep(List<Edit> change, ContainerNode before) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            kept.add(change);
        }

        @Override
        public void committed(ContainerNode whole) {
            committed++;
        }

        @Override
        public void takeBack() {
            kept.removeLast();
        }

        @Override
        public void end(ContainerNode whole) {
            // Nothing is open.
        }
    }
}
