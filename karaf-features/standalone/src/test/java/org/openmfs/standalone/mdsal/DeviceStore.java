package org.openmfs.standalone.mdsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.opendaylight.mdsal.dom.spi.store.DOMStoreThreePhaseCommitCohort;
import org.opendaylight.mdsal.dom.spi.store.DOMStoreWriteTransaction;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Devices;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.LeafNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;

/** Devices and their hosts in a store that is kept somehow; what isn't closed is as after a crash. */
final class DeviceStore implements AutoCloseable {
    private static final QName DEVICE = QName.create(Devices.QNAME, "device");
    private static final QName ID = QName.create(Devices.QNAME, "id");
    private static final QName HOST = QName.create(Devices.QNAME, "host");
    private static final QName HOST_KEY = QName.create(Devices.QNAME, "host-key");
    private static final YangInstanceIdentifier LIST = YangInstanceIdentifier.of(Devices.QNAME, DEVICE);

    final DurableStore store;

    DeviceStore(EffectiveModelContext models, ConfigurationKeeper keeper) throws IOException {
        store = DurableStore.open(models, keeper, Runnable::run);
    }

    /** All at once. */
    void put(Map<String, String> hosts) throws InterruptedException, ExecutionException {
        DOMStoreWriteTransaction transaction = store.newWriteOnlyTransaction();
        transaction.merge(YangInstanceIdentifier.of(Devices.QNAME), devices(hosts));
        prepared(transaction).commit().get();
    }

    /** Deletes one and puts others, at once. */
    void replace(String device, Map<String, String> hosts) throws InterruptedException, ExecutionException {
        DOMStoreWriteTransaction transaction = store.newWriteOnlyTransaction();
        transaction.merge(YangInstanceIdentifier.of(Devices.QNAME), devices(hosts));
        transaction.delete(path(device));
        prepared(transaction).commit().get();
    }

    void put(String device, String host) throws InterruptedException, ExecutionException {
        put(Map.of(device, host));
    }

    void delete(String device) throws InterruptedException, ExecutionException {
        toDelete(device).commit().get();
    }

    /** Before it is committed. */
    DOMStoreThreePhaseCommitCohort toDelete(String device) throws InterruptedException, ExecutionException {
        DOMStoreWriteTransaction transaction = store.newWriteOnlyTransaction();
        transaction.delete(path(device));
        return prepared(transaction);
    }

    private static YangInstanceIdentifier path(String device) {
        return LIST.node(NodeIdentifierWithPredicates.of(DEVICE, ID, device));
    }

    private static DOMStoreThreePhaseCommitCohort prepared(DOMStoreWriteTransaction transaction)
            throws InterruptedException, ExecutionException {
        DOMStoreThreePhaseCommitCohort cohort = transaction.ready();
        assertThat(cohort.canCommit().get()).isTrue();
        cohort.preCommit().get();
        return cohort;
    }

    /** Of each device. */
    Map<String, String> hosts() {
        Map<String, String> hosts = new TreeMap<>();
        store.snapshot()
                .readNode(LIST)
                .ifPresent(list ->
                        ((MapNode) list).body().forEach(entry -> hosts.put(text(entry, ID), text(entry, HOST))));
        return hosts;
    }

    private static String text(MapEntryNode entry, QName leaf) {
        return (String) ((LeafNode<?>) entry.getChildByArg(new NodeIdentifier(leaf))).body();
    }

    private static ContainerNode devices(Map<String, String> hosts) {
        var list = ImmutableNodes.newSystemMapBuilder().withNodeIdentifier(new NodeIdentifier(DEVICE));
        hosts.forEach((device, host) -> list.withChild(ImmutableNodes.newMapEntryBuilder()
                .withNodeIdentifier(NodeIdentifierWithPredicates.of(DEVICE, ID, device))
                .withChild(ImmutableNodes.leafNode(ID, device))
                .withChild(ImmutableNodes.leafNode(HOST, host))
                .withChild(ImmutableNodes.leafNode(HOST_KEY, "SHA256:" + "A".repeat(43)))
                .build()));
        return ImmutableNodes.newContainerBuilder()
                .withNodeIdentifier(new NodeIdentifier(Devices.QNAME))
                .withChild(list.build())
                .build();
    }

    @Override
    public void close() {
        store.close();
    }
}
