package org.openmfs.testbed.qkd;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.openmfs.testbed.kept.KeptThings;
import org.openmfs.testbed.part.PartSetup;
import org.openmfs.testbed.topology.QkdPlan;
import org.openmfs.testbed.web.Json;

/**
 * All nodes and quantum links of one QKD network. One monitor (this object) guards everything; after every change the state of
 * all links is worked out anew, and nodes notify what is different.
 */
final class QkdNetwork {
    private final QkdPlan plan;
    private final InstantSource clock;
    private final Map<UUID, SdQkdNode> nodes = new LinkedHashMap<>();
    private final List<QuantumLink> links = new ArrayList<>();
    private Map<UUID, Map<UUID, LinkState>> lastStates;

    /** @throws IOException where what was kept of a node's configuration cannot be read */
    QkdNetwork(QkdPlan plan, PartSetup setup) throws IOException {
        this.plan = plan;
        this.clock = setup.clock();
        Map<String, UUID> ids = plan.nodes().stream().collect(Collectors.toMap(QkdPlan.Node::name, QkdPlan.Node::id));
        plan.links().forEach(l -> links.add(new QuantumLink(l, ids.get(l.a()), ids.get(l.b()), clock, setup.random())));
        KeptThings kept = new KeptThings(setup.kept().in("qkd"), plan.toString());
        for (QkdPlan.Node node : plan.nodes()) {
            nodes.put(node.id(), new SdQkdNode(node, this, new NodeMemory(kept, node, links)));
        }
        links.forEach(this::follow);
        lastStates = picture().states();
    }

    InstantSource clock() {
        return clock;
    }

    QkdPlan plan() {
        return plan;
    }

    List<SdQkdNode> nodes() {
        return List.copyOf(nodes.values());
    }

    SdQkdNode node(UUID id) {
        return nodes.get(id);
    }

    Optional<SdQkdNode> node(String name) {
        return nodes.values().stream()
                .filter(node -> node.plan().name().equals(name))
                .findAny();
    }

    List<QuantumLink> links() {
        return List.copyOf(links);
    }

    Optional<QuantumLink> link(String name) {
        return links.stream().filter(link -> link.plan().name().equals(name)).findAny();
    }

    /** Changes something about a link and lets the nodes notice. */
    synchronized void change(QuantumLink link, Consumer<QuantumLink> change) {
        change.accept(link);
        refresh();
    }

    synchronized Picture picture() {
        Map<UUID, NodeConfig> configs = new LinkedHashMap<>();
        nodes.forEach((id, node) -> configs.put(id, node.configuration()));
        return new Picture(configs, links, plan.keys().defaultBits());
    }

    /** Works the state out anew, sends what changed, and destroys keys that nobody may fetch any more. */
    synchronized void refresh() {
        links.forEach(this::follow);
        Map<UUID, Map<UUID, LinkState>> states = picture().states();
        nodes.forEach((id, node) -> {
            Notices.between(lastStates.get(id), states.get(id)).forEach(node::send);
            node.waiting()
                    .purge(
                            clock.instant(),
                            node.configuration().apps().stream()
                                    .map(AppEntry::id)
                                    .collect(Collectors.toSet()));
        });
        lastStates = states;
    }

    /** A link makes key while both its ends have it configured and enabled. */
    private void follow(QuantumLink link) {
        boolean enabled = List.of(link.aId(), link.bId()).stream()
                .allMatch(end -> nodes.get(end).configuration().link(link.id()).stream()
                        .anyMatch(entry -> entry.enabled() && !entry.virtual()));
        if (enabled != link.isEnabled()) {
            link.setEnabled(enabled);
        }
    }

    /** Adds its state to the configuration of a node. */
    synchronized void fillIn(SdQkdNode node, JsonObject document) {
        Picture picture = picture();
        Map<UUID, NodeDocument.AppState> apps = new LinkedHashMap<>();
        node.configuration()
                .apps()
                .forEach(app -> apps.put(
                        app.id(),
                        new NodeDocument.AppState(
                                status(picture, node, app),
                                node.usage(app.id()),
                                clock.instant().toString())));
        NodeDocument.fillIn(document, picture.states().get(node.id()), apps, interfaces(document));
    }

    private String status(Picture picture, SdQkdNode node, AppEntry app) {
        if (!app.expires().isAfter(clock.instant())) {
            return "OUT-OF-TIME";
        }
        boolean usable = app.backing().stream()
                .map(link -> picture.hopsBetween(node.id(), app.remote(), link))
                .anyMatch(hops -> !hops.isEmpty() && hops.stream().allMatch(this::canDeliver));
        return usable ? "ON" : "DISCONNECTED";
    }

    private boolean canDeliver(QuantumLink hop) {
        return hop.isGenerating() || hop.store().available() >= plan.keys().defaultBits();
    }

    private Map<Integer, String> interfaces(JsonObject document) {
        Map<Integer, String> statuses = new LinkedHashMap<>();
        for (JsonObject entry : Json.objects(Json.child(document, "qkd_links"), "qkd_link")) {
            JsonObject local = Json.child(entry, "qkdl_local");
            UUID id = UUID.fromString(entry.get("qkdl_id").getAsString());
            links.stream()
                    .filter(link -> link.id().equals(id) && local.has("qkdi_id"))
                    .forEach(link -> statuses.put(
                            local.get("qkdi_id").getAsInt(),
                            !link.isEnabled() ? "DISABLED" : link.isUp() ? "ENABLED" : "FAILED"));
        }
        return statuses;
    }
}
