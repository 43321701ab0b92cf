package org.openmfs.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

/** A jar of another maker in two real agents: a ground, a key schedule and an Enc/Dec that nobody here knows. */
final class ForeignModuleTest {
    private static final Duration START = Duration.ofSeconds(180);
    private static final Duration SOON = Duration.ofSeconds(120);
    /** Of the second Enc/Dec of each end, its encryption point and endpoint. */
    private static final String OTHER = "-2";

    private static final String SUITE = "ml-kem-1024+walk-of-tomorrow.sha512-feed";

    private final Checks checks =
            new Checks(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    @Test
    void R13_a_method_a_schedule_and_an_enc_dec_of_another_maker_secure_an_association_and_show_in_its_state()
            throws Exception {
        try (SimulatedAgents agents = new SimulatedAgents(folder);
                Controller controller = new Controller(command(), folder.resolve("controller"))) {
            controller.start();
            writeFiles(agents, ModuleJar.compiled("org.example.walks.WalksModule", folder));
            agents.start();
            assertThat(checks.comes("agents", START, agents::ready)).isTrue();
            assertThat(checks.comes("controller", START, controller::ready)).isTrue();
            onboard(controller, agents);
            assertThat(checks.comes("the class", SOON, () -> controller.put("/data" + CLASS, protectionClass()) == 201))
                    .as("a class of a method that only the devices report")
                    .isTrue();
            put(
                    controller,
                    "/mfs-service:services/service=walk",
                    Json.object("mfs-service:service", List.of(intent(agents, "walk", ""))));

            assertThat(checks.comes("walk", SOON, () -> isWell(controller)))
                    .as("%s", controller.service("walk"))
                    .isTrue();
            assertThat(controller
                            .service("walk")
                            .getAsJsonObject("keying")
                            .get("suite")
                            .getAsString())
                    .isEqualTo(SUITE);
            assertThat(checks.comes(
                            "the same key",
                            SOON,
                            () -> report(agents, 0).equals(report(agents, 1))
                                    && !report(agents, 0).isEmpty()))
                    .isTrue();
            JsonObject state = state(controller, agents.sites().getFirst());
            assertThat(state.toString())
                    .contains("\"walk-of-tomorrow\"", "\"isogeny-walk\"", "\"sha512-feed\"", "\"one-slot\"");

            keys_of_other_lengths_at_the_two_ends_are_told_at_both_and_none_is_installed(controller, agents);
        }
    }

    /** In the same run, since two agents and a controller take long to start. */
    private void keys_of_other_lengths_at_the_two_ends_are_told_at_both_and_none_is_installed(
            Controller controller, SimulatedAgents agents) throws Exception {
        put(
                controller,
                "/mfs-service:services/service=uneven",
                Json.object("mfs-service:service", List.of(intent(agents, "uneven", OTHER))));

        assertThat(checks.comes(
                        "told at both ends",
                        SOON,
                        () -> tellers(controller)
                                .containsAll(agents.sites().stream()
                                        .map(Site::device)
                                        .toList())))
                .as("%s", controller.service("uneven"))
                .isTrue();
        for (Site site : agents.sites()) {
            assertThat(Files.readString(reportFile(site, OTHER))).isEmpty();
        }
        assertThat(isWell(controller)).as("the other service goes on").isTrue();
    }

    /** The devices that say so. */
    private static Set<String> tellers(Controller controller) throws IOException, InterruptedException {
        JsonObject state = controller.service("uneven");
        Set<String> devices = new HashSet<>();
        if (state.has("reason")) {
            state.getAsJsonArray("reason").asList().stream()
                    .map(JsonElement::getAsJsonObject)
                    .filter(reason -> reason.get("id").getAsString().equals("enc-dec-differs"))
                    .forEach(reason -> devices.add(reason.get("subject").getAsString()));
        }
        return devices;
    }

    private static final String CLASS = "/mfs-policy:protection-classes/protection-class=tomorrow";

    private static JsonObject protectionClass() {
        JsonObject tomorrow = Json.object(
                "id", "tomorrow",
                "combiner", "sha512-feed",
                "floor", Json.object("factors", 2, "least-diversity", 0, "required-ground", List.of("isogeny-walk")),
                "method", List.of("ml-kem-1024", "walk-of-tomorrow"),
                "key-life", Json.object("rekey-interval", 5, "maximum-key-age", 60, "stock-target", 2));
        return Json.object("mfs-policy:protection-class", List.of(tomorrow));
    }

    private static JsonObject intent(Agents agents, String id, String which) {
        return Json.object(
                "id",
                id,
                "a-end",
                Json.object("endpoint", agents.sites().get(0).endpoint() + which),
                "z-end",
                Json.object("endpoint", agents.sites().get(1).endpoint() + which),
                "protection-class",
                "tomorrow");
    }

    private static boolean isWell(Controller controller) throws IOException, InterruptedException {
        JsonObject state = controller.service("walk");
        JsonObject keying = state.getAsJsonObject("keying");
        return state.get("phase").getAsString().equals("active")
                && keying.get("rekeys").getAsInt() >= 2
                && !state.has("reason");
    }

    private static JsonObject state(Controller controller, Site site) throws IOException, InterruptedException {
        return controller.get("/data/mfs-network:devices/device=" + site.device());
    }

    private String report(Agents agents, int site) throws IOException {
        return Files.readString(reportFile(agents.sites().get(site), ""));
    }

    private static Path reportFile(Site site, String which) {
        return site.folder().resolve("one-slot-report" + which);
    }

    private void writeFiles(Agents agents, Path jar) throws Exception {
        Path pki = folder.resolve("pki");
        AgentFiles.issue(pki, agents.sites());
        for (Site site : agents.sites()) {
            JsonObject file = AgentFiles.withoutKme(site, agents, pki);
            JsonArray encDecs = new JsonArray();
            encDecs.add(encDec(site, "", 256));
            encDecs.add(encDec(site, OTHER, site.equals(agents.sites().getFirst()) ? 256 : 128));
            file.add("enc-decs", encDecs);
            JsonArray modules = new JsonArray();
            modules.add(Json.object("jar", jar));
            file.add("modules", modules);
            AgentFiles.save(site, file);
            Files.writeString(reportFile(site, ""), "");
            Files.writeString(reportFile(site, OTHER), "");
        }
    }

    private static JsonObject encDec(Site site, String which, int bits) {
        JsonObject settings = Json.object("report", reportFile(site, which), "bits", String.valueOf(bits));
        return Json.object("name", "macsec0" + which, "kind", "one-slot", "settings", settings);
    }

    private static void onboard(Controller controller, SimulatedAgents agents) throws Exception {
        JsonArray nodes = new JsonArray();
        for (Site site : agents.sites()) {
            JsonObject cf = Json.object("id", site.cf(), "device", site.device());
            nodes.add(Json.object(
                    "node-id", site.device(),
                    "mfs-network:cf", List.of(cf),
                    "mfs-network:encryption-point", List.of(point(site, ""), point(site, OTHER)),
                    "mfs-network:endpoint", List.of(endpoint(site, ""), endpoint(site, OTHER))));
            put(
                    controller,
                    "/mfs-network:devices/device=" + site.device(),
                    Requests.device(site, agents.hostKey(site)));
        }
        JsonObject network = Json.object("network-id", "demo");
        network.add("network-types", Json.object("mfs-network:mfs-network", new JsonObject()));
        network.addProperty("mfs-network:underlay", "ip");
        network.add("node", nodes);
        put(controller, "/ietf-network:networks/network=demo", Json.object("ietf-network:network", List.of(network)));
    }

    private static JsonObject point(Site site, String which) {
        return Json.object("id", "nic" + which, "kind", "kernel", "cf", site.cf(), "enc-dec", "macsec0" + which);
    }

    private static JsonObject endpoint(Site site, String which) {
        return Json.object("id", site.endpoint() + which, "encryption-point", "nic" + which);
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
