package org.openmfs.southbound.qkdn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.QkdTopology.Booking;
import org.openmfs.southbound.http.json.JsonNode;
import org.openmfs.southbound.http.json.UnexpectedJson;

/**
 * What is registered with a node on its physical links: virtual links by their next hop, and applications that a physical
 * link backs. Entries of others that cannot be understood book nothing, and are named.
 */
final class NodeBookings {
    private final UUID node;
    private final List<QkdTopology.Link> links;
    private final List<String> passedOver;
    private final List<Booking> found = new ArrayList<>();

    /**
     * @param links the node's physical ones
     * @param passedOver takes up what cannot be understood
     */
    NodeBookings(UUID node, List<QkdTopology.Link> links, List<String> passedOver) {
        this.node = node;
        this.links = links;
        this.passedOver = passedOver;
    }

    List<Booking> found() {
        return List.copyOf(found);
    }

    /** An entry of list qkd_link; a physical one has no next hop. */
    void virtualLink(JsonNode entry) {
        try {
            for (JsonNode hop : entry.hasAny("virt_next_hop") ? entry.list("virt_next_hop") : List.<JsonNode>of()) {
                UUID id = entry.member("qkdl_id").uuid();
                add(id, hop.uuid(), rate(entry, "virt_bandwidth").orElse(0L), true);
            }
        } catch (UnexpectedJson nonsense) {
            passedOver.add(nonsense.getMessage());
        }
    }

    /** An entry of list qkd_app. */
    void application(JsonNode entry) {
        try {
            for (JsonNode backing : entry.list("backing_qkdl_id")) {
                UUID id = entry.member("app_id").uuid();
                UUID behind = backing.uuid();
                long rate = rate(entry);
                links.stream()
                        .filter(link -> link.id().equals(behind))
                        .forEach(link -> add(id, link.a().equals(node) ? link.z() : link.a(), rate, false));
            }
        } catch (UnexpectedJson nonsense) {
            passedOver.add(nonsense.getMessage());
        }
    }

    private static long rate(JsonNode application) throws UnexpectedJson {
        Optional<JsonNode> qos = application.find("app_qos");
        if (qos.isEmpty()) {
            return 0;
        }
        Optional<Long> least = rate(qos.get(), "min_bandwidth");
        return least.isPresent()
                ? least.get()
                : rate(qos.get(), "max_bandwidth").orElse(0L);
    }

    private static Optional<Long> rate(JsonNode parent, String leaf) throws UnexpectedJson {
        Optional<JsonNode> found = parent.find(leaf);
        return found.isPresent() ? Optional.of(found.get().whole(LinkEntry.MOST_RATE)) : Optional.empty();
    }

    /** In one order of the ends, so that what both ends tell is one booking. */
    private void add(UUID id, UUID other, long rate, boolean reserved) {
        boolean first = node.compareTo(other) < 0;
        found.add(new Booking(id, first ? node : other, first ? other : node, rate, reserved));
    }
}
