package org.openmfs.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.standalone.ControllerMain;
import org.openmfs.testbed.web.Json;

/** QKD services as operators ask for them, over links that make little: keys come at once, however rarely they change. */
final class OrdinaryIntervalsTest {
    private static final Path TOPOLOGY = Path.of("topologies/three-nodes.json");
    private static final Path EXAMPLE = Path.of("../yang-models/examples/mfs-policy.config.json");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration FROM_REQUEST = Duration.ofSeconds(60);
    private static final int STOCK = 4;
    /** Of a link, bit/s: enough for all three, but not for a burst of each. */
    private static final long LITTLE = 600;
    /** Less than a key of 256 bits every five seconds takes. */
    private static final long TOO_LITTLE = 40;

    /** The services by name, with the seconds between keys that each asks for. */
    private static final Map<String, Integer> INTERVALS = Map.of("hourly", 3600, "example", 120, "quick", 5);

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Checks checks = new Checks(new PrintStream(told, true, StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    @Test
    void qkd_services_of_an_hour_two_minutes_and_five_seconds_are_active_with_a_full_stock_within_a_minute()
            throws Exception {
        try (Agents agents = new SimulatedAgents(folder, INTERVALS.size());
                Outside outside = Outside.start(topology(), folder.resolve("testbed"), agents.outsideAddress());
                Controller controller = new Controller(command(), folder.resolve("controller"))) {
            onboarded(agents, outside, controller);
            whereALinkMakesTooLittleTheReasonNamesIt(outside, controller);

            Map<String, Long> asked = new LinkedHashMap<>();
            for (String service : INTERVALS.keySet()) {
                asked.put(service, System.nanoTime());
                if (service.equals("quick")) {
                    outside.qkd().setRate("A-B", LITTLE);
                } else {
                    ask(controller, service);
                }
            }

            for (String service : INTERVALS.keySet()) {
                Duration left = FROM_REQUEST.minusNanos(System.nanoTime() - asked.get(service));
                boolean well = checks.comes(service, left, () -> isWell(controller, service));
                assertThat(well)
                        .as("%s: %s", service, controller.service(service))
                        .isTrue();
            }
        }
    }

    private void whereALinkMakesTooLittleTheReasonNamesIt(Outside outside, Controller controller)
            throws IOException, InterruptedException {
        String link = outside.qkdLinks().getFirst().get("id").getAsString();
        outside.qkd().setRate("A-B", TOO_LITTLE);

        ask(controller, "quick");

        Pattern expected =
                Pattern.compile("QKD link " + link + " between [^\"]* makes " + TOO_LITTLE + " bit/s, \\d+ needed");
        boolean told = checks.comes(
                "the reason",
                SOON,
                () -> expected.matcher(controller.service("quick").toString()).find());
        assertThat(told).as(controller.service("quick").toString()).isTrue();
        assertThat(controller.reasons("quick")).contains("key-rate-insufficient");
    }

    /** What the test's own topology has in place of the shipped one's rates. */
    private Path topology() throws IOException {
        JsonObject topology = JsonParser.parseString(Files.readString(TOPOLOGY)).getAsJsonObject();
        for (JsonElement link : topology.getAsJsonObject("qkd").getAsJsonArray("links")) {
            link.getAsJsonObject().addProperty("rate", LITTLE);
            link.getAsJsonObject().addProperty("initial-bits", 0);
        }
        Path file = folder.resolve("topology.json");
        Files.writeString(file, topology.toString());
        return file;
    }

    private void onboarded(Agents agents, Outside outside, Controller controller)
            throws IOException, InterruptedException {
        Scenario scenario = new Scenario(checks, agents, outside, controller, folder);
        assertThat(scenario.start()).as(told.toString(StandardCharsets.UTF_8)).isTrue();
        put(
                controller,
                "/mfs-network:managers/manager=qkdn",
                Requests.manager(
                        "qkdn", "qkdn-015", outside.qkdRoots(), outside.credential("qkd"), outside.authorities()));
        for (Site site : agents.sites()) {
            put(
                    controller,
                    "/mfs-network:devices/device=" + site.device(),
                    Requests.device(site, agents.hostKey(site)));
        }
        put(controller, "/mfs-policy:protection-classes/protection-class=gold", gold());
        put(controller, "/mfs-policy:protection-classes/protection-class=hourly", hourly());
        put(controller, "/ietf-network:networks/network=demo", network(agents, outside));
    }

    /** The class as it is published. */
    private static JsonObject gold() throws IOException {
        JsonObject policy = JsonParser.parseString(Files.readString(EXAMPLE)).getAsJsonObject();
        JsonArray classes =
                policy.getAsJsonObject("mfs-policy:protection-classes").getAsJsonArray("protection-class");
        return Json.object("mfs-policy:protection-class", List.of(classes.get(0)));
    }

    /** The same methods; everything on keys is left to its default. */
    private static JsonObject hourly() {
        return Json.object(
                "mfs-policy:protection-class",
                List.of(Json.object(
                        "id",
                        "hourly",
                        "floor",
                        Json.object("factors", 2, "least-diversity", 2),
                        "method",
                        List.of("ml-kem-1024", "qkd-014"),
                        "maximum-trusted-nodes",
                        1)));
    }

    private static JsonObject network(Agents agents, Outside outside) throws IOException {
        JsonArray nodes = new JsonArray();
        for (Site site : agents.sites()) {
            nodes.add(node(site, agents, outside));
        }
        JsonObject network = Json.object("network-id", "demo");
        network.add("network-types", Json.object("mfs-network:mfs-network", new JsonObject()));
        network.addProperty("mfs-network:underlay", "ip");
        network.add("node", nodes);
        return Json.object("ietf-network:network", List.of(network));
    }

    /** An Enc/Dec for each service. */
    private static JsonObject node(Site site, Agents agents, Outside outside) throws IOException {
        List<JsonObject> points = new ArrayList<>();
        List<JsonObject> endpoints = new ArrayList<>();
        int number = 0;
        for (String service : INTERVALS.keySet()) {
            points.add(Json.object("id", service, "kind", "kernel", "cf", site.cf(), "enc-dec", "macsec" + number++));
            endpoints.add(Json.object("id", service + "-at-" + site.device(), "encryption-point", service));
        }
        JsonObject cf = Json.object(
                "id", site.cf(),
                "device", site.device(),
                "qkd-node", outside.qkdNode(site.qkdNode()).get("id"),
                "sae-id", outside.sae(site.cf()).get("sae-id"));
        assertThat(agents.encDecs(site)).hasSize(number);
        return Json.object(
                "node-id",
                site.device(),
                "mfs-network:cf",
                List.of(cf),
                "mfs-network:encryption-point",
                points,
                "mfs-network:endpoint",
                endpoints);
    }

    private static void ask(Controller controller, String service) throws IOException, InterruptedException {
        JsonObject intent = Json.object(
                "id", service,
                "a-end", Json.object("endpoint", service + "-at-alice"),
                "z-end", Json.object("endpoint", service + "-at-bob"),
                "protection-class", service.equals("example") ? "gold" : "hourly",
                "rekey-interval", INTERVALS.get(service));
        put(
                controller,
                "/mfs-service:services/service=" + service,
                Json.object("mfs-service:service", List.of(intent)));
    }

    private static boolean isWell(Controller controller, String service) throws IOException, InterruptedException {
        JsonObject state = controller.service(service);
        return state.get("phase").getAsString().equals("active")
                && state.getAsJsonObject("keying").get("stock").getAsInt() == STOCK
                && !state.has("reason");
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
