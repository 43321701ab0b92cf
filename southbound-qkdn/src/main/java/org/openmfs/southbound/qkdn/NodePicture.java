package org.openmfs.southbound.qkdn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.southbound.http.json.JsonNode;
import org.openmfs.southbound.http.json.JsonValue;
import org.openmfs.southbound.http.json.UnexpectedJson;

/**
 * What one SD-QKD node says of itself (ETSI GS QKD 015 V2.1.1, container qkd_node). Members that we do not know are
 * passed over, and so are applications and links of others that cannot be made out.
 *
 * @param links its physical links
 * @param entries ids of its applications and virtual links
 * @param written these, as the node tells them; only of what was just read
 * @param bookings what these take of its physical links
 * @param passedOver what of it could not be made out, for people
 */
record NodePicture(
        UUID id,
        List<QkdTopology.Link> links,
        Set<UUID> entries,
        Map<UUID, JsonValue> written,
        List<QkdTopology.Booking> bookings,
        List<String> passedOver) {
    NodePicture {
        links = List.copyOf(links);
        entries = Set.copyOf(entries);
        written = Map.copyOf(written);
        bookings = List.copyOf(bookings);
        passedOver = passedOver.stream().distinct().toList();
    }

    /** @throws UnexpectedJson if the node's name, or one of its physical links, is not what the model says */
    static NodePicture of(JsonNode answer) throws UnexpectedJson {
        JsonNode node = answer.member("etsi-qkd-sdn-node:qkd_node").as("qkd_node");
        List<QkdTopology.Link> links = new ArrayList<>();
        Map<UUID, JsonValue> entries = new HashMap<>();
        List<String> passedOver = new ArrayList<>();
        List<JsonNode> listed = entries(node, "qkd_links", "qkd_link");
        for (JsonNode link : listed) {
            LinkEntry entry = LinkEntry.of(link);
            switch (entry.kind()) {
                case PHYSICAL -> links.add(entry.physical(passedOver));
                case VIRTUAL -> own(link, "qkdl_id", entries, passedOver);
                case FOREIGN -> passedOver.add("qkdl_type of " + link + " is none that is known");
            }
        }
        List<JsonNode> applications = entries(node, "qkd_applications", "qkd_app");
        for (JsonNode application : applications) {
            own(application, "app_id", entries, passedOver);
        }
        UUID id = node.member("qkdn_id").uuid();
        NodeBookings bookings = new NodeBookings(id, links, passedOver);
        listed.forEach(bookings::virtualLink);
        applications.forEach(bookings::application);
        return new NodePicture(id, links, entries.keySet(), entries, bookings.found(), passedOver);
    }

    /** Trouble of its links that it did not have when it was read before, or of which it was another then. */
    List<NodeEvents.LinkTrouble> newTroubles(Optional<NodePicture> before) {
        Map<UUID, ReasonCode> known = new HashMap<>();
        before.ifPresent(then ->
                then.links().forEach(link -> link.trouble().ifPresent(reason -> known.put(link.id(), reason))));
        return links.stream()
                .flatMap(link -> link
                        .trouble()
                        .filter(reason -> !reason.equals(known.get(link.id())))
                        .map(reason -> new NodeEvents.LinkTrouble(link.id(), reason, reason.word()))
                        .stream())
                .toList();
    }

    /** What is kept of it: how entries are written takes much memory, and is old when the node is read again. */
    NodePicture remembered() {
        return new NodePicture(id, links, entries, Map.of(), bookings, passedOver);
    }

    /** Ours have a UUID; an entry without one is another client's. */
    private static void own(JsonNode entry, String id, Map<UUID, JsonValue> entries, List<String> passedOver) {
        try {
            entries.put(entry.member(id).uuid(), entry.value());
        } catch (UnexpectedJson others) {
            passedOver.add(others.getMessage());
        }
    }

    private static List<JsonNode> entries(JsonNode node, String container, String list) throws UnexpectedJson {
        Optional<JsonNode> inner = node.find(container);
        return inner.isPresent() ? inner.get().list(list) : List.of();
    }
}
