package org.openmfs.standalone.mdsal;

import java.util.List;
import java.util.concurrent.Executor;
import org.opendaylight.mdsal.dom.api.DOMDataTreeChangeListener;
import org.opendaylight.mdsal.dom.spi.store.AbstractDOMStoreTreeChangePublisher;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.util.concurrent.QueuedNotificationManager;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidate;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeSnapshot;
import org.opendaylight.yangtools.yang.data.tree.spi.DataTreeCandidates;

/** Who is told of changes in a {@link DurableStore}: each listener in order, off the committing thread. */
final class TreeListeners extends AbstractDOMStoreTreeChangePublisher {
    /** Changes that wait for one listener before the committing thread waits for it. */
    private static final int QUEUE = 1_000;

    /** A change for one listener, dropped if its registration is closed before its turn comes. */
    private record Change(Reg registration, DataTreeCandidate candidate) {}

    private final QueuedNotificationManager<DOMDataTreeChangeListener, Change> queues;

    TreeListeners(Executor executor) {
        this(QueuedNotificationManager.create(executor, TreeListeners::tell, QUEUE, "configuration-listeners"));
    }

    private TreeListeners(QueuedNotificationManager<DOMDataTreeChangeListener, Change> queues) {
        this.queues = queues;
    }

    private static void tell(DOMDataTreeChangeListener listener, List<Change> changes) {
        List<DataTreeCandidate> wanted = changes.stream()
                .filter(change -> change.registration().notClosed())
                .map(Change::candidate)
                .toList();
        if (!wanted.isEmpty()) {
            listener.onDataTreeChanged(wanted);
        }
    }

    /** Registers a listener, which is first told of what is there already. */
    Registration register(YangInstanceIdentifier path, DOMDataTreeChangeListener listener, DataTreeSnapshot snapshot) {
        Registration registration = registerTreeChangeListener(path, listener);
        ContainerNode present =
                (ContainerNode) snapshot.readNode(YangInstanceIdentifier.of()).orElseGet(ConfigurationFile::emptyRoot);
        TreeListeners alone = new TreeListeners(queues);
        alone.registerTreeChangeListener(path, listener);
        if (present.isEmpty()
                || !alone.publish(DataTreeCandidates.fromNormalizedNode(YangInstanceIdentifier.of(), present))) {
            listener.onInitialData();
        }
        return registration;
    }

    /** Returns whether anybody was told. */
    synchronized boolean publish(DataTreeCandidate candidate) {
        return processCandidateTree(candidate);
    }

    @Override
    protected void notifyListener(Reg registration, List<DataTreeCandidate> changes) {
        queues.submitNotifications(
                registration.listener(),
                changes.stream().map(change -> new Change(registration, change)).toList());
    }

    @Override
    protected void registrationRemoved(Reg registration) {
        // What still waits for it is dropped when its turn comes.
    }
}
