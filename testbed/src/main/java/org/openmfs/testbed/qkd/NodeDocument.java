package org.openmfs.testbed.qkd;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.openmfs.testbed.topology.QkdPlan;
import org.openmfs.testbed.web.Json;

/** The {@code qkd_node} document of a node: as it leaves the factory, and with the node's state filled in. */
final class NodeDocument {
    private NodeDocument() {}

    /** Configuration of a node whose quantum links are installed and known, and nothing else. */
    static JsonObject initial(QkdPlan.Node node, List<QuantumLink> links) {
        List<QuantumLink> own = links.stream()
                .filter(link -> link.aId().equals(node.id()) || link.bId().equals(node.id()))
                .toList();
        JsonObject json = Json.object(
                "qkdn_id", node.id(),
                "qkdn_version", "openmfs-testbed",
                "qkdn_location_id", node.location(),
                "qkdn_capabilities",
                        Json.object(
                                "link_stats_support", true,
                                "application_stats_support", true,
                                "key_relay_mode_enable", true));
        if (!own.isEmpty()) {
            json.add(
                    "qkd_interfaces",
                    Json.object(
                            "qkd_interface",
                            own.stream().map(l -> module(node, links, l)).toList()));
            json.add(
                    "qkd_links",
                    Json.object(
                            "qkd_link",
                            own.stream().map(l -> link(node, links, l)).toList()));
        }
        return json;
    }

    /** Interface ids count a node's links from 1. */
    private static int moduleId(UUID node, List<QuantumLink> links, QuantumLink link) {
        return links.stream()
                        .filter(l -> l.aId().equals(node) || l.bId().equals(node))
                        .toList()
                        .indexOf(link)
                + 1;
    }

    private static JsonObject module(QkdPlan.Node node, List<QuantumLink> links, QuantumLink link) {
        int id = moduleId(node.id(), links, link);
        return Json.object(
                "qkdi_id", id,
                "qkdi_model", "openmfs/testbed",
                "qkdi_type", Identities.of("DV-QKD"),
                "qkdi_att_point", Json.object("device", "odf-" + node.name(), "port", id),
                "qkdi_capabilities",
                        Json.object(
                                "role_support", role(node, link),
                                "wavelength_range", String.valueOf(link.plan().channel()),
                                "max_absorption", "30.000"));
    }

    private static String role(QkdPlan.Node node, QuantumLink link) {
        return Identities.of(link.aId().equals(node.id()) ? "TRANSMITTER" : "RECEIVER");
    }

    private static JsonObject link(QkdPlan.Node node, List<QuantumLink> links, QuantumLink link) {
        UUID remote = link.aId().equals(node.id()) ? link.bId() : link.aId();
        return Json.object(
                "qkdl_id", link.id(),
                "qkdl_enable", true,
                "qkdl_local", Json.object("qkdn_id", node.id(), "qkdi_id", moduleId(node.id(), links, link)),
                "qkdl_remote", Json.object("qkdn_id", remote, "qkdi_id", moduleId(remote, links, link)),
                "qkdl_type", Identities.PHYS,
                "phys_channel_att",
                        String.format(Locale.ROOT, "%.3f", link.plan().attenuationDb()),
                "phys_wavelength", String.valueOf(link.plan().channel()),
                "phys_qkd_role", role(node, link));
    }

    /** Adds state to a copy of the configuration. */
    static void fillIn(
            JsonObject node, Map<UUID, LinkState> links, Map<UUID, AppState> apps, Map<Integer, String> interfaces) {
        node.addProperty("qkdn_status", Identities.of("OPERATING"));
        for (JsonObject link : Json.objects(Json.child(node, "qkd_links"), "qkd_link")) {
            LinkState state = links.get(UUID.fromString(link.get("qkdl_id").getAsString()));
            link.addProperty("qkdl_status", Identities.of(state.status().name()));
            link.add("qkdl_performance", Notices.performance(state, state.isPhysical()));
        }
        for (JsonObject app : Json.objects(Json.child(node, "qkd_applications"), "qkd_app")) {
            apps.get(UUID.fromString(app.get("app_id").getAsString())).addTo(app);
        }
        for (JsonObject module : Json.objects(Json.child(node, "qkd_interfaces"), "qkd_interface")) {
            String status = interfaces.getOrDefault(module.get("qkdi_id").getAsInt(), "DISABLED");
            module.addProperty("qkdi_status", Identities.of(status));
        }
    }

    /**
     * State of one application.
     *
     * @param status ON, DISCONNECTED or OUT-OF-TIME
     */
    record AppState(String status, AppUsage usage, String now) {
        private void addTo(JsonObject app) {
            app.addProperty("app_status", Identities.of(status));
            app.addProperty("creation_time", usage.created().toString());
            JsonObject period = Json.object(
                    "end_time", now,
                    "start_time", usage.created(),
                    "consumed_bits", Math.min(usage.consumedBits(), 0xFFFF_FFFFL));
            app.add("app_statistics", Json.object("statistics", List.of(period)));
        }
    }
}
