package org.openmfs.testbed.south;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.KeyRates;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.KeyNetworks.KeyLink;
import org.openmfs.controller.spi.QkdSite;
import org.openmfs.testbed.OutsideWorld;
import org.openmfs.testbed.RestconfClient;
import org.openmfs.testbed.qkd.QkdControl;
import org.openmfs.testbed.web.Json;

/** The testbed's QKD network: nodes that speak ETSI GS QKD 015 to controllers and ETSI GS QKD 014 to applications. */
final class EmulatedQkdSite implements QkdSite {
    private static final String ROOT = "etsi-qkd-sdn-node:qkd_node";
    private static final Map<String, String> CFS = Map.of("A", "cf-a", "B", "cf-b", "C", "cf-c");
    private static final String FIRST_LINK = "A-B";
    private static final long USUAL_RATE = 20_000;
    private static final double USUAL_ERRORS = 2;
    private static final double ERRORS_TOO_MANY = 12;
    private static final long MORE_THAN_A_LEAF_HOLDS = 1L << 32;

    private final String id;
    private final OutsideWorld world = ThreeNodes.start();
    private final Map<UUID, String> names = new LinkedHashMap<>();
    private final Map<UUID, Relay> relays = new LinkedHashMap<>();

    EmulatedQkdSite(String id) {
        this.id = id;
        for (String name : List.of("A", "B", "C")) {
            UUID node = UUID.fromString(world.node(name).get("id").getAsString());
            names.put(node, name);
            relays.put(
                    node, new Relay(URI.create(world.node(name).get("restconf").getAsString())));
        }
    }

    @Override
    public ManagedNetwork settings() {
        return ThreeNodes.settings(
                world,
                id,
                ManagerKind.QKDN_015,
                relays.values().stream().map(Relay::address).toList());
    }

    @Override
    public List<UUID> nodes() {
        return List.copyOf(names.keySet());
    }

    @Override
    public String sae(UUID node) {
        return "urn:mfs:cf:" + CFS.get(names.get(node));
    }

    @Override
    public KeyLink tooMuch(AssociationId association) {
        List<UUID> path = nodes();
        KeyRates rates = new KeyRates(MORE_THAN_A_LEAF_HOLDS, MORE_THAN_A_LEAF_HOLDS);
        return new KeyLink(association, sae(path.getFirst()), sae(path.getLast()), path, rates);
    }

    @Override
    public Set<String> entries() {
        Set<String> entries = new HashSet<>();
        for (String name : names.values()) {
            JsonObject node = world.qkdNode(name).get(ROOT).getAsJsonObject(ROOT);
            Json.objects(Json.child(node, "qkd_applications"), "qkd_app")
                    .forEach(app -> entries.add(name + ": application " + app.get("app_id")));
            Json.objects(Json.child(node, "qkd_links"), "qkd_link").stream()
                    .filter(EmulatedQkdSite::virtual)
                    .forEach(link -> entries.add(name + ": link " + link.get("qkdl_id")));
        }
        return entries;
    }

    private static boolean virtual(JsonObject link) {
        JsonElement type = link.get("qkdl_type");
        return type.getAsString().endsWith("VIRT");
    }

    @Override
    public boolean supplies(KeyLink link) {
        String a = CFS.get(names.get(link.path().getFirst()));
        String z = CFS.get(names.get(link.path().getLast()));
        return world.sae(a).get(link.saeZ(), "status").status() == 200
                && world.sae(z).get(link.saeA(), "status").status() == 200;
    }

    @Override
    public Optional<KeyRates> rates(AssociationId association) {
        Set<String> applications = new HashSet<>();
        Set<KeyRates> rates = new HashSet<>();
        Set<Long> booked = new HashSet<>();
        for (String name : names.values()) {
            JsonObject node = world.qkdNode(name).get(ROOT).getAsJsonObject(ROOT);
            for (JsonObject app : Json.objects(Json.child(node, "qkd_applications"), "qkd_app")) {
                if (app.get("app_id").getAsString().equals(entry("application", association))) {
                    JsonObject qos = app.getAsJsonObject("app_qos");
                    applications.add(name);
                    rates.add(new KeyRates(
                            qos.get("min_bandwidth").getAsLong(),
                            qos.get("max_bandwidth").getAsLong()));
                }
            }
            Json.objects(Json.child(node, "qkd_links"), "qkd_link").stream()
                    .filter(link -> link.get("qkdl_id").getAsString().equals(entry("link", association)))
                    .forEach(link -> booked.add(link.get("virt_bandwidth").getAsLong()));
        }
        boolean agreed = applications.size() == 2
                && rates.size() == 1
                && booked.stream()
                        .allMatch(least -> least == rates.iterator().next().least());
        return agreed ? Optional.of(rates.iterator().next()) : Optional.empty();
    }

    /** The id under which the plugin writes what belongs to a service. */
    private static String entry(String kind, AssociationId association) {
        byte[] name = ("openmfs/" + kind + "/" + association).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }

    @Override
    public void forget(UUID node) {
        RestconfClient client = world.qkdNode(names.get(node));
        JsonObject known = client.get(ROOT).getAsJsonObject(ROOT);
        Json.objects(Json.child(known, "qkd_applications"), "qkd_app")
                .forEach(app -> delete(node, "qkd_applications/qkd_app=" + text(app, "app_id")));
        Json.objects(Json.child(known, "qkd_links"), "qkd_link").stream()
                .filter(EmulatedQkdSite::virtual)
                .forEach(link -> delete(node, "qkd_links/qkd_link=" + text(link, "qkdl_id")));
    }

    @Override
    public void removeApplication(UUID node, AssociationId association) {
        delete(node, "qkd_applications/qkd_app=" + named("application", association));
    }

    /** As the plugin derives ids from the service's name. */
    private static UUID named(String kind, AssociationId association) {
        return UUID.nameUUIDFromBytes(("openmfs/" + kind + "/" + association).getBytes(StandardCharsets.UTF_8));
    }

    private void delete(UUID node, String entry) {
        world.qkdNode(names.get(node)).expect(204, "DELETE", ROOT + "/" + entry, new JsonObject());
    }

    private static String text(JsonObject entry, String name) {
        return entry.get(name).getAsString();
    }

    @Override
    public UUID firstLink() {
        return UUID.fromString(world.link("A-B"));
    }

    @Override
    public void harmFirstLink(ReasonCode how) {
        control(link -> {
            switch (how.word()) {
                case "link-down" -> link.linkDown(FIRST_LINK, "fibre cut");
                case "link-overloaded" -> link.setRate(FIRST_LINK, 1);
                case "qber-too-high" -> link.setQber(FIRST_LINK, ERRORS_TOO_MANY);
                default -> throw new IllegalArgumentException("no such harm: " + how);
            }
        });
    }

    @Override
    public void mendFirstLink() {
        control(link -> {
            link.linkUp(FIRST_LINK);
            link.setRate(FIRST_LINK, USUAL_RATE);
            link.setQber(FIRST_LINK, USUAL_ERRORS);
        });
    }

    private interface Change {
        void of(QkdControl network) throws IOException;
    }

    private void control(Change change) {
        try {
            change.of(world.qkdControl());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void goDown(UUID node) {
        relays.get(node).goDown();
    }

    @Override
    public void comeBack(UUID node) {
        relays.get(node).comeBack();
    }

    @Override
    public void stall() {
        relays.values().forEach(Relay::stall);
    }

    @Override
    public void close() {
        relays.values().forEach(Relay::close);
        world.close();
    }
}
