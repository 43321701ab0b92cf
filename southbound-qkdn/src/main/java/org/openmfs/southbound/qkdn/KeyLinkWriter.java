package org.openmfs.southbound.qkdn;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;

/**
 * Writes a key link's entries into the nodes along its path, and takes back what it wrote.
 *
 * @param before the nodes from one end to the other, with ids of the entries that each held when the request came
 * @param touched set once a node may be other than it was
 */
record KeyLinkWriter(KeyLinkEntries entries, Map<QkdNode, Set<UUID>> before, AtomicBoolean touched) {
    private static final Set<ReasonCode> REFUSALS = Set.of(ReasonCode.MANAGER_REFUSED, ReasonCode.CREDENTIAL_REFUSED);

    /** One thing that a node is told. */
    private interface Order {
        void carryOut() throws SouthboundFailure;
    }

    /** What a node refuses it has not done; what it does not answer it may have done. */
    private void order(Order order) throws SouthboundFailure {
        try {
            order.carryOut();
            touched.set(true);
        } catch (SouthboundFailure failure) {
            if (!REFUSALS.contains(failure.code())) {
                touched.set(true);
            }
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
                order(() -> node.putLink(linkId(), entry));
            }
        }
        for (int end : List.of(0, path.size() - 1)) {
            order(() -> path.get(end).putApplication(applicationId(), entries.application(hops.get(end))));
        }
        for (QkdNode node : path.subList(1, path.size() - 1)) {
            if (before.get(node).contains(applicationId())) {
                order(() -> node.deleteApplication(applicationId()));
            }
        }
        for (QkdNode node : path) {
            if (!entries.virtual() && before.get(node).contains(linkId())) {
                order(() -> node.deleteLink(linkId()));
            }
        }
    }

    /** Entries that were there before the request stay. */
    void undo() {
        before.forEach((node, kept) -> {
            try {
                remove(node, entries.link().association(), kept);
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
