package org.openmfs.testbed.qkd;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.openmfs.testbed.kept.KeptThings;
import org.openmfs.testbed.topology.QkdPlan;
import org.openmfs.testbed.web.Json;

/** The configuration of one node on disk, as a real node has it: there again after an outage, and gone after a reset. */
final class NodeMemory {
    private final KeptThings kept;
    private final QkdPlan.Node node;
    private final List<QuantumLink> links;

    NodeMemory(KeptThings kept, QkdPlan.Node node, List<QuantumLink> links) {
        this.kept = kept;
        this.node = node;
        this.links = List.copyOf(links);
    }

    /** The node's configuration: what was kept, or as it left the factory. */
    JsonObject recall() throws IOException {
        Optional<KeptThings.Kept> found = kept.read(node.id());
        if (found.isEmpty()) {
            return factory();
        }
        try {
            JsonObject content = found.get().content();
            JsonObject document = found.get().samePlan() ? content : moved(content);
            NodeConfig.of(document);
            return document;
        } catch (IllegalArgumentException | IllegalStateException | NullPointerException | ClassCastException e) {
            throw kept.spoilt(node.id(), e);
        }
    }

    private JsonObject factory() {
        return NodeDocument.initial(node, links);
    }

    /** Applications and virtual links beside the quantum links that the topology file has now. */
    private JsonObject moved(JsonObject content) {
        JsonObject document = factory();
        if (content.has("qkd_applications")) {
            document.add("qkd_applications", content.get("qkd_applications"));
        }
        List<JsonObject> virtual = Json.objects(Json.child(content, "qkd_links"), "qkd_link").stream()
                .filter(link -> Json.text(link, "qkdl_type")
                        .filter(Identities.VIRT::equals)
                        .isPresent())
                .toList();
        if (!virtual.isEmpty()) {
            JsonArray all = new JsonArray();
            Json.objects(Json.child(document, "qkd_links"), "qkd_link").forEach(all::add);
            virtual.forEach(all::add);
            document.add("qkd_links", Json.object("qkd_link", all));
        }
        return document;
    }

    void keep(JsonObject document) throws IOException {
        kept.write(node.id(), document);
    }

    /** The node's configuration from now on: as it left the factory. */
    JsonObject forget() throws IOException {
        JsonObject fresh = factory();
        keep(fresh);
        return fresh;
    }
}
