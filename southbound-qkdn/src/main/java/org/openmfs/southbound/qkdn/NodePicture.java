package org.openmfs.southbound.qkdn;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;

/**
 * What one SD-QKD node says of itself (ETSI GS QKD 015 V2.1.1, container qkd_node). Members that we do not know are
 * passed over.
 *
 * @param links its physical links
 * @param entries ids of its applications and virtual links
 * @param bookings what these take of its physical links
 */
record NodePicture(UUID id, List<QkdTopology.Link> links, Set<UUID> entries, List<QkdTopology.Booking> bookings) {
    /** Above this quantum bit error rate no secret key can be distilled (BB84, one-way post-processing). */
    private static final double HIGHEST_QBER = 0.11;

    private static final double PERCENT = 100;

    NodePicture {
        links = List.copyOf(links);
        entries = Set.copyOf(entries);
        bookings = List.copyOf(bookings);
    }

    /**
     * @throws IllegalArgumentException if it is not JSON of the model; the message names the node that is wrong
     */
    static NodePicture parse(String json) {
        try {
            JsonObject root = JsonParser.parseString(json).getAsJsonObject();
            JsonObject node = member(root, "etsi-qkd-sdn-node:qkd_node");
            List<QkdTopology.Link> links = new ArrayList<>();
            Set<UUID> entries = new HashSet<>();
            for (JsonObject link : entries(node, "qkd_links", "qkd_link")) {
                if (text(link, "qkdl_type").orElse("").endsWith("VIRT")) {
                    entries.add(uuid(link, "qkdl_id"));
                } else {
                    links.add(link(link));
                }
            }
            entries(node, "qkd_applications", "qkd_app").forEach(app -> entries.add(uuid(app, "app_id")));
            UUID id = uuid(node, "qkdn_id");
            return new NodePicture(id, links, entries, NodeBookings.of(node, id, links));
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | ClassCastException wrong) {
            throw new IllegalArgumentException("qkd_node is not JSON of etsi-qkd-sdn-node", wrong);
        }
    }

    private static QkdTopology.Link link(JsonObject link) {
        Optional<JsonObject> performance =
                Optional.ofNullable(link.get("qkdl_performance")).map(JsonElement::getAsJsonObject);
        long rate = performance.map(known -> number(known, "eskr")).orElse(0L);
        long demand =
                performance.map(known -> number(known, "expected_consumption")).orElse(0L);
        Optional<Double> qber = performance.flatMap(NodePicture::qber);
        String status = text(link, "qkdl_status").orElse("");
        return new QkdTopology.Link(
                uuid(link, "qkdl_id"),
                uuid(member(link, "qkdl_local"), "qkdn_id"),
                uuid(member(link, "qkdl_remote"), "qkdn_id"),
                rate,
                demand,
                qber,
                trouble(status, demand > rate, qber));
    }

    /** A link goes out of use when its errors are too many, so they are looked at before its status. */
    private static Optional<ReasonCode> trouble(String status, boolean overloaded, Optional<Double> qber) {
        if (isTooHigh(qber)) {
            return Optional.of(ReasonCode.QBER_TOO_HIGH);
        }
        if (!status.endsWith("ACTIVE")) {
            return Optional.of(ReasonCode.LINK_DOWN);
        }
        return overloaded ? Optional.of(ReasonCode.LINK_OVERLOADED) : Optional.empty();
    }

    static boolean isTooHigh(Optional<Double> qber) {
        return qber.filter(rate -> rate > HIGHEST_QBER).isPresent();
    }

    /** The model gives no unit: values above 1 are taken as per cent. */
    static Optional<Double> qber(JsonObject performance) {
        for (JsonObject perf : array(performance, "phys_perf")) {
            if (text(perf, "perf_type").orElse("").endsWith("QBER")) {
                return text(perf, "value").map(Double::parseDouble).map(value -> value > 1 ? value / PERCENT : value);
            }
        }
        return Optional.empty();
    }

    private static List<JsonObject> entries(JsonObject node, String container, String list) {
        JsonElement inner = node.get(container);
        return inner == null ? List.of() : array(inner.getAsJsonObject(), list);
    }

    private static List<JsonObject> array(JsonObject parent, String list) {
        JsonElement entries = parent.get(list);
        return entries == null
                ? List.of()
                : entries.getAsJsonArray().asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .toList();
    }

    private static JsonObject member(JsonObject parent, String name) {
        JsonElement member = parent.get(name);
        if (member == null || !member.isJsonObject()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return member.getAsJsonObject();
    }

    private static Optional<String> text(JsonObject parent, String name) {
        return Optional.ofNullable(parent.get(name)).map(JsonElement::getAsString);
    }

    private static long number(JsonObject parent, String name) {
        return text(parent, name).map(Long::parseLong).orElse(0L);
    }

    private static UUID uuid(JsonObject parent, String name) {
        return UUID.fromString(
                text(parent, name).orElseThrow(() -> new IllegalArgumentException(name + " is missing")));
    }
}
