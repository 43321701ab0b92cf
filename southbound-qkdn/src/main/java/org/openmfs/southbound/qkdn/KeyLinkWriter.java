package org.openmfs.southbound.qkdn;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.json.JsonValue;

/**
 * Writes a key link's entries into the nodes along its path, where they do not stand there already, and takes back what
 * it wrote.
 *
 * @param before the nodes from one end to the other, as each was read when the request came
 * @param doubt whether an earlier request may still change something, so that what stands is written all the same
 * @param touched set once a node may be other than it was
 */
record KeyLinkWriter(KeyLinkEntries entries, Map<QkdNode, NodePicture> before, boolean doubt, AtomicBoolean touched) {
    /** One thing that a node is told. */
    private interface Order {
        void carryOut() throws SouthboundFailure;
    }

    /** What a node refuses it has not done; whatever else goes wrong, it may have. */
    private void order(Order order) throws SouthboundFailure {
        boolean before = touched.getAndSet(true);
        try {
            order.carryOut();
        } catch (SouthboundFailure failure) {
            touched.set(before || failure.isInDoubt());
            throw failure;
        }
    }

    void write() throws SouthboundFailure {
        List<QkdNode> path = List.copyOf(before.keySet());
        List<UUID> hops = entries.link().path();
        if (entries.virtual()) {
            for (int at = 0; at < path.size(); at++) {
                QkdNode node = path.get(at);
                String entry = entries.virtualLink(hops.get(at));
                if (lacks(node, linkId(), entry)) {
                    order(() -> node.putLink(linkId(), entry));
                }
            }
        }
        for (int end : List.of(0, path.size() - 1)) {
            QkdNode node = path.get(end);
            String entry = entries.application(hops.get(end));
            if (lacks(node, applicationId(), entry)) {
                order(() -> node.putApplication(applicationId(), entry));
            }
        }
        for (QkdNode node : path.subList(1, path.size() - 1)) {
            if (before.get(node).entries().contains(applicationId())) {
                order(() -> node.deleteApplication(applicationId()));
            }
        }
        for (QkdNode node : path) {
            if (!entries.virtual() && before.get(node).entries().contains(linkId())) {
                order(() -> node.deleteLink(linkId()));
            }
        }
    }

    private boolean lacks(QkdNode node, UUID id, String entry) {
        JsonValue held = before.get(node).written().get(id);
        return doubt || held == null || !EntryForm.stands(held, entry);
    }

    /** Entries that were there before the request stay. */
    void undo() {
        before.forEach((node, known) -> {
            try {
                remove(node, entries.link().association(), known.entries());
            } catch (SouthboundFailure away) {
                // Named by the failure that led here; the request or its withdrawal is made again.
            }
        });
    }

    /** Removes the association's entries from the node, but for those that are kept. */
    static void remove(QkdNode node, AssociationId association, Set<UUID> kept) throws SouthboundFailure {
        Set<UUID> gone = new HashSet<>(node.read().entries());
        Set<UUID> lacking = new HashSet<>(
                Set.of(KeyLinkEntries.applicationId(association), KeyLinkEntries.virtualLinkId(association)));
        lacking.removeAll(gone);
        node.lacks(lacking);
        gone.removeAll(kept);
        if (gone.contains(KeyLinkEntries.applicationId(association))) {
            node.deleteApplication(KeyLinkEntries.applicationId(association));
        }
        if (gone.contains(KeyLinkEntries.virtualLinkId(association))) {
            node.deleteLink(KeyLinkEntries.virtualLinkId(association));
        }
    }

    private UUID applicationId() {
        return KeyLinkEntries.applicationId(entries.link().association());
    }

    private UUID linkId() {
        return KeyLinkEntries.virtualLinkId(entries.link().association());
    }
}
