package org.openmfs.southbound.qkdn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.spi.restconf.JsonNode;
import org.openmfs.controller.spi.restconf.UnexpectedJson;

/**
 * What one SD-QKD node says of itself (ETSI GS QKD 015 V2.1.1, container qkd_node). Members that we do not know are
 * passed over, and so are applications and links of others that cannot be made out.
 *
 * @param links its physical links
 * @param entries ids of its applications and virtual links
 * @param passedOver what of it could not be made out, for people
 */
record NodePicture(UUID id, List<QkdTopology.Link> links, Set<UUID> entries, List<String> passedOver) {
    NodePicture {
        links = List.copyOf(links);
        entries = Set.copyOf(entries);
        passedOver = List.copyOf(passedOver);
    }

    /** @throws UnexpectedJson if the node's name, or one of its physical links, is not what the model says */
    static NodePicture of(JsonNode answer) throws UnexpectedJson {
        JsonNode node = answer.member("etsi-qkd-sdn-node:qkd_node").as("qkd_node");
        List<QkdTopology.Link> links = new ArrayList<>();
        Set<UUID> entries = new HashSet<>();
        List<String> passedOver = new ArrayList<>();
        for (JsonNode link : entries(node, "qkd_links", "qkd_link")) {
            LinkEntry entry = LinkEntry.of(link);
            switch (entry.kind()) {
                case PHYSICAL -> links.add(entry.physical(passedOver));
                case VIRTUAL -> own(link, "qkdl_id", entries, passedOver);
                case FOREIGN -> passedOver.add("qkdl_type of " + link + " is none that is known");
            }
        }
        for (JsonNode application : entries(node, "qkd_applications", "qkd_app")) {
            own(application, "app_id", entries, passedOver);
        }
        return new NodePicture(node.member("qkdn_id").uuid(), links, entries, passedOver);
    }

    /** Ours have a UUID; an entry without one is another client's. */
    private static void own(JsonNode entry, String id, Set<UUID> entries, List<String> passedOver) {
        try {
            entries.add(entry.member(id).uuid());
        } catch (UnexpectedJson others) {
            passedOver.add(others.getMessage());
        }
    }

    private static List<JsonNode> entries(JsonNode node, String container, String list) throws UnexpectedJson {
        Optional<JsonNode> inner = node.find(container);
        return inner.isPresent() ? inner.get().list(list) : List.of();
    }
}
