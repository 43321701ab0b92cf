package org.openmfs.southbound.qkdn;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.QkdTopology.Booking;

/**
 * What is registered with a node on its physical links: virtual links by their next hop, and applications that a physical
 * link backs. Entries of others that cannot be understood book nothing.
 */
final class NodeBookings {
    private final UUID node;
    private final List<QkdTopology.Link> links;
    private final List<Booking> found = new ArrayList<>();

    private NodeBookings(UUID node, List<QkdTopology.Link> links) {
        this.node = node;
        this.links = links;
    }

    /** @param links the node's physical ones */
    static List<Booking> of(JsonObject json, UUID node, List<QkdTopology.Link> links) {
        NodeBookings bookings = new NodeBookings(node, links);
        list(json, "qkd_links", "qkd_link").forEach(bookings::virtualLink);
        list(json, "qkd_applications", "qkd_app").forEach(bookings::application);
        return bookings.found;
    }

    private void virtualLink(JsonObject entry) {
        Optional<UUID> id = uuid(entry.get("qkdl_id"));
        for (JsonElement hop : array(entry.get("virt_next_hop"))) {
            uuid(hop)
                    .ifPresent(
                            next -> id.ifPresent(known -> add(known, next, number(entry.get("virt_bandwidth")), true)));
        }
    }

    private void application(JsonObject entry) {
        JsonObject qos = object(entry.get("app_qos")).orElseGet(JsonObject::new);
        long rate = number(qos.has("min_bandwidth") ? qos.get("min_bandwidth") : qos.get("max_bandwidth"));
        Optional<UUID> id = uuid(entry.get("app_id"));
        for (JsonElement backing : array(entry.get("backing_qkdl_id"))) {
            links.stream()
                    .filter(link -> uuid(backing).equals(Optional.of(link.id())))
                    .forEach(link -> id.ifPresent(
                            known -> add(known, link.a().equals(node) ? link.z() : link.a(), rate, false)));
        }
    }

    /** In one order of the ends, so that what both ends tell is one booking. */
    private void add(UUID id, UUID other, long rate, boolean reserved) {
        boolean first = node.compareTo(other) < 0;
        found.add(new Booking(id, first ? node : other, first ? other : node, rate, reserved));
    }

    private static List<JsonObject> list(JsonObject json, String container, String list) {
        return object(json.get(container)).map(inner -> inner.get(list)).stream()
                .flatMap(entries -> array(entries).stream())
                .flatMap(entry -> object(entry).stream())
                .toList();
    }

    private static List<JsonElement> array(JsonElement element) {
        return element instanceof JsonArray array ? array.asList() : List.of();
    }

    private static Optional<JsonObject> object(JsonElement element) {
        return element instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    private static Optional<UUID> uuid(JsonElement element) {
        try {
            return text(element).map(UUID::fromString);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static long number(JsonElement element) {
        try {
            return text(element).map(Long::parseLong).filter(rate -> rate > 0).orElse(0L);
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    private static Optional<String> text(JsonElement element) {
        return element != null && element.isJsonPrimitive() ? Optional.of(element.getAsString()) : Optional.empty();
    }
}
