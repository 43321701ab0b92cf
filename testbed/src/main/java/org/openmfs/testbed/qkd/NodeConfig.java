package org.openmfs.testbed.qkd;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openmfs.testbed.web.Json;

/** What controllers configured in one node that changes how the network works. */
record NodeConfig(List<LinkEntry> links, List<AppEntry> apps) {

    /** @param node the content of {@code etsi-qkd-sdn-node:qkd_node} */
    static NodeConfig of(JsonObject node) {
        return new NodeConfig(
                Json.objects(Json.child(node, "qkd_links"), "qkd_link").stream()
                        .map(LinkEntry::of)
                        .toList(),
                Json.objects(Json.child(node, "qkd_applications"), "qkd_app").stream()
                        .map(AppEntry::of)
                        .toList());
    }

    Optional<LinkEntry> link(UUID id) {
        return links.stream().filter(link -> link.id().equals(id)).findAny();
    }

    Optional<AppEntry> app(UUID id) {
        return apps.stream().filter(app -> app.id().equals(id)).findAny();
    }
}
