package org.openmfs.controller.inventory;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.openmfs.controller.model.CleanText;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.QkdTopology;

/** What people call the nodes of QKD networks: by the operator's own nodes that stand there, where there are some. */
public final class QkdNames {
    private static final int LONGEST = 64;

    private final Inventory inventory;
    private Map<UUID, String> names = Map.of();

    /** Looks nothing up before a name is asked for. */
    public QkdNames(Inventory inventory) {
        this.inventory = inventory;
    }

    public String of(UUID node) {
        if (names.isEmpty()) {
            names = all();
        }
        String name = names.get(node);
        return name == null ? node.toString() : name + " (" + node + ")";
    }

    public String of(QkdTopology.Link link) {
        return "QKD link " + link.id() + " between " + of(link.a()) + " and " + of(link.z());
    }

    private Map<UUID, String> all() {
        Map<UUID, String> all = new HashMap<>();
        for (Network network : inventory.networks().values()) {
            for (Network.Node node : network.nodes()) {
                // Of several at one QKD node always the same one is named.
                node.cfs().stream()
                        .flatMap(cf -> cf.qkdNode().stream())
                        .forEach(id -> all.merge(
                                id, node.id().value(), (one, other) -> one.compareTo(other) <= 0 ? one : other));
            }
        }
        all.replaceAll((id, name) -> CleanText.of(name, LONGEST));
        return all;
    }
}
