package org.openmfs.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.standalone.ControllerMain;
import org.openmfs.testbed.web.Json;

/**
 * Whole services whose QKD keys come from KMEs that are neither ours nor in a managed QKD network: they answer as two
 * public KMEs were recorded to answer, over TLS with certificates as these make them.
 */
final class OwnKmesTest {
    private static final Duration START = Duration.ofSeconds(180);
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final int STOCK = 3;
    private static final int SHORTEST_INTERVAL_S = 2;

    private final Checks checks =
            new Checks(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    @Test
    void services_over_own_kmes_of_two_makers_are_active_with_a_full_stock_and_their_keys_are_replaced_twice()
            throws Exception {
        try (Controller controller = new Controller(command(), folder.resolve("controller"))) {
            controller.start();
            try (OwnKmePair nextDoor = OwnKmePair.nextDoor(folder.resolve("next-door"));
                    OwnKmePair easy = OwnKmePair.easy(folder.resolve("easy"))) {
                List<OwnKmePair> pairs = List.of(nextDoor, easy);
                startAgents(pairs);
                assertThat(checks.comes("controller", START, controller::ready)).isTrue();
                onboard(controller, pairs);
                for (OwnKmePair pair : pairs) {
                    ask(controller, pair);
                }

                for (OwnKmePair pair : pairs) {
                    boolean well = checks.comes(pair.name(), SOON, () -> isWell(controller, pair.name()));
                    assertThat(well)
                            .as("%s: %s", pair.name(), controller.service(pair.name()))
                            .isTrue();
                    assertThat(pair.store().fetched())
                            .as(pair.name() + ": the keys in use are the KME's")
                            .containsAll(qkdKeysInUse(controller, pair));
                }
            }
        }
    }

    private void startAgents(List<OwnKmePair> pairs) throws Exception {
        Path pki = folder.resolve("pki");
        AgentFiles.issue(
                pki, pairs.stream().flatMap(pair -> pair.sites().stream()).toList());
        for (OwnKmePair pair : pairs) {
            pair.start(pki);
        }
    }

    private static void onboard(Controller controller, List<OwnKmePair> pairs)
            throws IOException, InterruptedException {
        JsonArray nodes = new JsonArray();
        for (OwnKmePair pair : pairs) {
            for (Site site : pair.sites()) {
                nodes.add(pair.node(site));
                put(
                        controller,
                        "/mfs-network:devices/device=" + site.device(),
                        Requests.device(site, pair.hostKey(site)));
            }
        }
        put(
                controller,
                "/mfs-policy:protection-classes/protection-class=own",
                Json.object("mfs-policy:protection-class", List.of(protectionClass())));
        JsonObject network = Json.object("network-id", "demo");
        network.add("network-types", Json.object("mfs-network:mfs-network", new JsonObject()));
        network.addProperty("mfs-network:underlay", "ip");
        network.add("node", nodes);
        put(controller, "/ietf-network:networks/network=demo", Json.object("ietf-network:network", List.of(network)));
    }

    private static JsonObject protectionClass() {
        return Json.object(
                "id",
                "own",
                "floor",
                Json.object("factors", 2, "least-diversity", 2, "required-ground", List.of("quantum-channel")),
                "method",
                List.of("ml-kem-1024", "qkd-014"),
                "key-life",
                Json.object("rekey-interval", SHORTEST_INTERVAL_S, "maximum-key-age", 60, "stock-target", STOCK));
    }

    private static void ask(Controller controller, OwnKmePair pair) throws IOException, InterruptedException {
        JsonObject intent = Json.object(
                "id", pair.name(),
                "a-end", Json.object("endpoint", pair.sites().get(0).endpoint()),
                "z-end", Json.object("endpoint", pair.sites().get(1).endpoint()),
                "protection-class", "own");
        put(
                controller,
                "/mfs-service:services/service=" + pair.name(),
                Json.object("mfs-service:service", List.of(intent)));
    }

    private static boolean isWell(Controller controller, String service) throws IOException, InterruptedException {
        JsonObject state = controller.service(service);
        JsonObject keying = state.getAsJsonObject("keying");
        return state.get("phase").getAsString().equals("active")
                && keying.get("stock").getAsInt() == STOCK
                && keying.get("rekeys").getAsInt() >= 2
                && !state.has("reason");
    }

    /** The key_IDs that keys of the pair's devices say they were made of. */
    private static Set<String> qkdKeysInUse(Controller controller, OwnKmePair pair)
            throws IOException, InterruptedException {
        Set<String> ids = new HashSet<>();
        Set<String> devices = new HashSet<>();
        pair.sites().forEach(site -> devices.add(site.device()));
        for (JsonElement key : controller
                .get("/data/mfs-key:keys")
                .getAsJsonObject("mfs-key:keys")
                .getAsJsonArray("key")) {
            JsonObject one = key.getAsJsonObject();
            if (one.get("state").getAsString().equals("active")
                    && devices.stream().anyMatch(one.toString()::contains)) {
                for (JsonElement origin : one.getAsJsonArray("origin")) {
                    if (origin.getAsJsonObject().get("method").getAsString().equals("qkd-014")) {
                        ids.add(origin.getAsJsonObject().get("external-id").getAsString());
                    }
                }
            }
        }
        assertThat(ids).as(pair.name()).isNotEmpty();
        return ids;
    }

    private static void put(Controller controller, String path, JsonObject body)
            throws IOException, InterruptedException {
        assertThat(controller.put("/data" + path, body)).as(path).isEqualTo(201);
    }

    private static List<String> command() {
        List<String> line = new ArrayList<>(Java.command(512));
        line.add(ControllerMain.class.getName());
        return line;
    }
}
