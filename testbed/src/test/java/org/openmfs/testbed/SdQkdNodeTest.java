package org.openmfs.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openmfs.testbed.qkd.QkdControl;
import org.openmfs.testbed.web.Json;

/** The nodes speak ETSI GS QKD 015 V2.1.1 over RESTCONF, and notify what happens to their links. */
final class SdQkdNodeTest {
    private static final String NODE = "etsi-qkd-sdn-node:qkd_node";
    private static final String MODULE = "etsi-qkd-sdn-node:";
    private static final String APP = "aaaaaaaa-0000-4000-8000-000000000001";
    private static final String VIRTUAL = "cccccccc-0000-4000-8000-000000000009";
    private static final List<String> SAES = List.of("urn:mfs:cf:cf-a", "urn:mfs:cf:cf-c");

    @TempDir
    private Path scratch;

    private OutsideWorld world;
    private QkdControl control;

    @BeforeEach
    void start() throws Exception {
        world = new OutsideWorld(OutsideWorld.shipped("three-nodes"));
        control = world.qkdControl();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private JsonObject node(String name) {
        return world.qkdNode(name).get(NODE).getAsJsonObject(NODE);
    }

    private JsonObject link(String node, String id) {
        return Json.objects(world.qkdNode(node).get(NODE + "/qkd_links/qkd_link=" + id), MODULE + "qkd_link")
                .getFirst();
    }

    private String status(String node, String id) {
        return link(node, id).get("qkdl_status").getAsString();
    }

    private String id(String node) {
        return world.node(node).get("id").getAsString();
    }

    private void virtualLink() {
        virtualEntry("A", "C", List.of(), List.of("B"));
        virtualEntry("B", "C", List.of("A"), List.of("C"));
        virtualEntry("C", "A", List.of("B"), List.of());
    }

    private void virtualEntry(String node, String remote, List<String> previous, List<String> next) {
        JsonObject entry = Json.object(
                "qkdl_id",
                VIRTUAL,
                "qkdl_enable",
                true,
                "qkdl_local",
                Json.object("qkdn_id", id(node)),
                "qkdl_remote",
                Json.object("qkdn_id", id(remote)),
                "qkdl_type",
                "etsi-qkd-node-types:VIRT",
                "virt_bandwidth",
                512);
        previous.forEach(hop -> entry.addProperty("virt_prev_hop", id(hop)));
        if (!next.isEmpty()) {
            entry.add("virt_next_hop", Json.array(next.stream().map(this::id).toList()));
        }
        world.qkdNode(node).expect(201, "POST", NODE + "/qkd_links", Json.object(MODULE + "qkd_link", List.of(entry)));
    }

    @Test
    void what_a_node_shows_is_valid_by_the_published_model() {
        Yanglint lint = Yanglint.qkd(scratch);
        lint.acceptsData(Json.object(NODE, node("B")));

        virtualLink();
        world.register(APP, SAES, List.of("A", "C"), List.of(VIRTUAL));
        world.sae("cf-a").get(SAES.getLast(), "enc_keys");

        for (String name : List.of("A", "B", "C")) {
            lint.acceptsData(Json.object(NODE, node(name)));
        }
        JsonObject wrong = node("A");
        wrong.addProperty("qkdn_status", "etsi-qkd-node-types:ACTIVE");
        lint.refusesData(Json.object(NODE, wrong));
    }

    @Test
    void a_link_shows_its_rate_its_error_rate_and_what_is_expected_of_it() throws Exception {
        String link = world.link("A-B");
        control.setRate("A-B", 3000);
        control.setQber("A-B", 3.25);
        virtualLink();
        JsonObject app = Json.object(
                "app_id", APP,
                "backing_qkdl_id", List.of(link),
                "app_qos", Json.object("max_bandwidth", 2048, "min_bandwidth", 256));
        world.qkdNode("A")
                .expect(201, "POST", NODE + "/qkd_applications", Json.object(MODULE + "qkd_app", List.of(app)));

        JsonObject performance = link("A", link).getAsJsonObject("qkdl_performance");

        assertThat(performance.get("skr").getAsInt()).isEqualTo(3000);
        assertThat(performance.get("eskr").getAsInt()).isEqualTo(3000 - 512);
        assertThat(performance.get("expected_consumption").getAsInt()).isEqualTo(256);
        assertThat(Json.objects(performance, "phys_perf").getFirst())
                .isEqualTo(Json.object("perf_type", "etsi-qkd-node-types:QBER", "value", "3.250"));
    }

    @Test
    void a_key_is_relayed_over_a_trusted_node_and_uses_bits_of_every_hop() throws Exception {
        control.setRate("A-B", 0);
        control.setRate("B-C", 0);
        control.setStoredBits("A-B", 5000);
        control.setStoredBits("B-C", 7000);
        virtualLink();
        world.register(APP, SAES, List.of("A", "C"), List.of(VIRTUAL));

        SaeClient.Answer master = world.sae("cf-a").post(SAES.getLast(), "enc_keys", Json.object("number", 3));
        SaeClient.Answer slave = world.sae("cf-c").decrypt(SAES.getFirst(), master.keyIds());

        assertThat(master.keys()).hasSize(3).doesNotHaveDuplicates();
        assertThat(slave.keys()).isEqualTo(master.keys());
        assertThat(stored("A-B")).isEqualTo(5000 - 3 * 256);
        assertThat(stored("B-C")).isEqualTo(7000 - 3 * 256);
    }

    private long stored(String link) throws Exception {
        return Json.objects(control.show(), "links").stream()
                .filter(entry -> entry.get("name").getAsString().equals(link))
                .findAny()
                .orElseThrow()
                .get("stored-bits")
                .getAsLong();
    }

    @Test
    void a_virtual_link_is_pending_until_every_node_on_its_way_has_it() {
        virtualEntry("A", "C", List.of(), List.of("B"));
        virtualEntry("C", "A", List.of("B"), List.of());
        world.register(APP, SAES, List.of("A", "C"), List.of(VIRTUAL));
        assertThat(status("A", VIRTUAL)).isEqualTo("etsi-qkd-node-types:PENDING");
        assertThat(world.sae("cf-a").get(SAES.getLast(), "enc_keys").status()).isEqualTo(503);

        virtualEntry("B", "C", List.of("A"), List.of("C"));

        assertThat(status("A", VIRTUAL)).isEqualTo("etsi-qkd-node-types:ACTIVE");
        assertThat(world.sae("cf-a").get(SAES.getLast(), "enc_keys").status()).isEqualTo(200);
    }

    @Test
    void both_ends_of_a_link_and_of_the_virtual_link_over_it_tell_that_it_went_down() throws Exception {
        Yanglint lint = Yanglint.qkd(scratch);
        virtualLink();
        try (RestconfClient.Events atA = world.qkdNode("A").events();
                RestconfClient.Events atB = world.qkdNode("B").events();
                RestconfClient.Events atC = world.qkdNode("C").events()) {
            control.linkDown("A-B", "loss of quantum signal");

            JsonObject down = atA.next(MODULE + "sdqkdn_link_down");
            assertThat(down)
                    .isEqualTo(Json.object(
                            "qkd_link", Json.object("qkdl_id", world.link("A-B"), "reason", "loss of quantum signal")));
            assertThat(atB.next(MODULE + "sdqkdn_link_down")).isEqualTo(down);
            JsonObject farAway = atC.next(MODULE + "sdqkdn_link_down").getAsJsonObject("qkd_link");
            assertThat(farAway.get("qkdl_id").getAsString()).isEqualTo(VIRTUAL);
            assertThat(farAway.get("reason").getAsString()).contains("A-B");
            lint.acceptsNotification(MODULE + "sdqkdn_link_down", down);
            JsonObject performance = atA.next(MODULE + "sdqkdn_link_perf_update");
            lint.acceptsNotification(MODULE + "sdqkdn_link_perf_update", performance);

            control.linkUp("A-B");
            JsonObject up = atA.next(MODULE + "event");
            assertThat(up.getAsJsonObject("link").get("qkdl_status").getAsString())
                    .isEqualTo("etsi-qkd-node-types:ACTIVE");
            lint.acceptsNotification(MODULE + "event", up);
        }
    }

    @Test
    void a_link_that_is_down_is_passive_while_keys_are_left_and_off_after() throws Exception {
        String link = world.link("A-B");
        world.register(APP, List.of("urn:mfs:cf:cf-a", "urn:mfs:cf:cf-b"), List.of("A", "B"), List.of(link));
        try (RestconfClient.Events events = world.qkdNode("A").events()) {
            control.linkDown("A-B", "");
            control.setStoredBits("A-B", 512 + 100);
            assertThat(status("A", link)).isEqualTo("etsi-qkd-node-types:PASSIVE");

            assertThat(world.sae("cf-a")
                            .get("urn:mfs:cf:cf-b", "enc_keys?number=2")
                            .status())
                    .isEqualTo(200);
            assertThat(status("A", link)).isEqualTo("etsi-qkd-node-types:OFF");
            assertThat(world.sae("cf-a").get("urn:mfs:cf:cf-b", "enc_keys").status())
                    .isEqualTo(503);
            JsonObject alarm = events.next(MODULE + "alarm").getAsJsonObject("link");
            assertThat(alarm.get("message").getAsString()).isEqualTo("no stored keys are left");
            assertThat(appStatus()).isEqualTo("etsi-qkd-node-types:DISCONNECTED");
        }
    }

    private String appStatus() {
        return Json.objects(node("A").getAsJsonObject("qkd_applications"), "qkd_app")
                .getFirst()
                .get("app_status")
                .getAsString();
    }

    @Test
    void a_cut_link_has_nothing_left_to_deliver() throws Exception {
        String link = world.link("A-B");
        world.register(APP, List.of("urn:mfs:cf:cf-a", "urn:mfs:cf:cf-b"), List.of("A", "B"), List.of(link));

        control.cutLink("A-B", "digger");
        assertThat(status("B", link)).isEqualTo("etsi-qkd-node-types:OFF");
        assertThat(world.sae("cf-a").get("urn:mfs:cf:cf-b", "enc_keys").status())
                .isEqualTo(503);

        control.linkUp("A-B");
        control.setStoredBits("A-B", 1000);
        assertThat(world.sae("cf-a").get("urn:mfs:cf:cf-b", "enc_keys").status())
                .isEqualTo(200);
    }

    @Test
    void a_rising_error_rate_raises_an_alarm_and_then_stops_the_link() throws Exception {
        Yanglint lint = Yanglint.qkd(scratch);
        try (RestconfClient.Events events = world.qkdNode("A").events()) {
            control.setQber("A-B", 6.5);
            JsonObject alarm = events.next(MODULE + "alarm");
            assertThat(alarm.getAsJsonObject("link").get("severity").getAsString())
                    .isEqualTo("etsi-qkd-node-types:MINOR");
            lint.acceptsNotification(MODULE + "alarm", alarm);

            control.setQber("A-B", 12);
            JsonObject down = events.next(MODULE + "sdqkdn_link_down").getAsJsonObject("qkd_link");
            assertThat(down.get("reason").getAsString()).isEqualTo("QBER 12.0 % is above 11.0 %");
        }
    }

    @Test
    void more_demand_than_rate_is_an_overload() throws Exception {
        Yanglint lint = Yanglint.qkd(scratch);
        JsonObject app = Json.object(
                "app_id", APP,
                "backing_qkdl_id", List.of(world.link("A-B")),
                "app_qos", Json.object("min_bandwidth", 25_000));
        try (RestconfClient.Events events = world.qkdNode("A").events()) {
            world.qkdNode("A")
                    .expect(201, "POST", NODE + "/qkd_applications", Json.object(MODULE + "qkd_app", List.of(app)));

            JsonObject overload = events.next(MODULE + "sdqkdn_link_overloaded");
            assertThat(overload.getAsJsonObject("qkd_link").getAsJsonObject("performance"))
                    .isEqualTo(Json.object("expected_consumption", 25_000, "skr", 20_000, "eskr", 20_000));
            lint.acceptsNotification(MODULE + "sdqkdn_link_overloaded", overload);
        }
    }

    @Test
    void a_request_that_finds_too_few_bits_on_a_working_link_is_an_overload() throws Exception {
        world.register(
                APP, List.of("urn:mfs:cf:cf-a", "urn:mfs:cf:cf-b"), List.of("A", "B"), List.of(world.link("A-B")));
        control.setRate("A-B", 1);
        control.setStoredBits("A-B", 100);
        try (RestconfClient.Events events = world.qkdNode("B").events()) {
            assertThat(world.sae("cf-a").get("urn:mfs:cf:cf-b", "enc_keys").status())
                    .isEqualTo(503);
            events.next(MODULE + "sdqkdn_link_overloaded");
        }
    }

    @Test
    void a_link_that_the_controller_disables_stops_without_an_outage() throws Exception {
        String link = world.link("A-B");
        JsonObject off = Json.object(MODULE + "qkd_link", List.of(Json.object("qkdl_id", link, "qkdl_enable", false)));
        try (RestconfClient.Events events = world.qkdNode("B").events()) {
            world.qkdNode("A").expect(204, "PATCH", NODE + "/qkd_links/qkd_link=" + link, off);

            assertThat(events.next(MODULE + "event")
                            .getAsJsonObject("link")
                            .get("qkdl_status")
                            .getAsString())
                    .isEqualTo("etsi-qkd-node-types:PASSIVE");
            assertThat(link("B", link)
                            .getAsJsonObject("qkdl_performance")
                            .get("skr")
                            .getAsInt())
                    .isZero();
        }
    }

    @Test
    void an_application_that_is_deleted_is_disconnected_and_its_waiting_keys_are_gone() throws Exception {
        List<String> pair = List.of("urn:mfs:cf:cf-a", "urn:mfs:cf:cf-b");
        world.register(APP, pair, List.of("A", "B"), List.of(world.link("A-B")));
        List<String> ids = world.sae("cf-a").get(pair.getLast(), "enc_keys").keyIds();
        String entry = NODE + "/qkd_applications/qkd_app=" + APP;
        JsonObject config = world.qkdNode("B").get(entry + "?content=config");
        try (RestconfClient.Events events = world.qkdNode("B").events()) {
            world.qkdNode("B").expect(204, "DELETE", entry, new JsonObject());
            assertThat(events.next(MODULE + "sdqkdn_application_disconnected"))
                    .isEqualTo(Json.object("qkd_application", Json.object("app_id", APP)));
        }
        assertThat(world.sae("cf-b").decrypt(pair.getFirst(), ids).status()).isEqualTo(401);

        world.qkdNode("B").expect(201, "PUT", entry, config);

        assertThat(world.sae("cf-b").decrypt(pair.getFirst(), ids).status()).isEqualTo(400);
        assertThat(world.qkdNode("B").error(404, "DELETE", NODE + "/qkd_links/qkd_link=" + UUID.randomUUID(), ""))
                .isNotNull();
    }

    @Test
    void an_application_that_expired_gets_no_keys() {
        List<String> pair = List.of("urn:mfs:cf:cf-a", "urn:mfs:cf:cf-b");
        world.register(APP, pair, List.of("A", "B"), List.of(world.link("A-B")));
        JsonObject past = Json.object("app_id", APP, "expiration_time", "2020-01-01T00:00:00Z");

        world.qkdNode("A")
                .expect(
                        204,
                        "PATCH",
                        NODE + "/qkd_applications/qkd_app=" + APP,
                        Json.object(MODULE + "qkd_app", List.of(past)));

        assertThat(appStatus()).isEqualTo("etsi-qkd-node-types:OUT-OF-TIME");
        assertThat(world.sae("cf-a").get(pair.getLast(), "enc_keys").status()).isEqualTo(401);
    }

    @Test
    void an_application_gets_no_more_than_its_max_bandwidth() {
        List<String> pair = List.of("urn:mfs:cf:cf-a", "urn:mfs:cf:cf-b");
        world.register(APP, pair, List.of("A", "B"), List.of(world.link("A-B")));
        world.qkdNode("A")
                .expect(
                        204,
                        "PATCH",
                        NODE + "/qkd_applications/qkd_app=" + APP,
                        Json.object(
                                MODULE + "qkd_app",
                                List.of(Json.object("app_id", APP, "app_qos", Json.object("max_bandwidth", 10)))));

        SaeClient.Answer allowed = world.sae("cf-a").get(pair.getLast(), "enc_keys?number=2");
        SaeClient.Answer tooMuch = world.sae("cf-a").get(pair.getLast(), "enc_keys?number=2");

        assertThat(allowed.status()).isEqualTo(200);
        assertThat(tooMuch.status()).isEqualTo(503);
        assertThat(tooMuch.message()).isEqualTo("the application exceeds its max_bandwidth");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | /qkd_location_id | {\"etsi-qkd-sdn-node:qkd_location_id\": \"x\"} | 404 | invalid-value",
                "PUT | /qkdn_location_id | {\"etsi-qkd-sdn-node:qkdn_location_id\": 7} | 400 | invalid-value",
                "PUT | /qkdn_status | {\"etsi-qkd-sdn-node:qkdn_status\": \"x\"} | 405 | operation-not-supported",
                "PUT | /qkdn_id | {\"etsi-qkd-sdn-node:qkdn_id\": \"cccccccc-0000-4000-8000-000000000001\"} | 400 | invalid-value",
                "DELETE | /qkdn_id | '' | 400 | missing-element",
                "DELETE | '' | '' | 405 | operation-not-supported",
                "POST | /qkd_applications | {\"etsi-qkd-sdn-node:qkd_app\": [{\"app_type\": \"etsi-qkd-node-types:CLIENT\"}]} | 400 | missing-element",
                "POST | /qkd_applications | {\"qkd_app\": [{}]} | 400 | unknown-element",
                "POST | /qkd_applications | {\"etsi-qkd-sdn-node:qkd_app\": [{\"app_id\": \"x\"}]} | 400 | invalid-value",
                "POST | /qkd_links | {\"etsi-qkd-sdn-node:qkd_link\": [{\"qkdl_id\": \"cccccccc-0000-4000-8000-000000000001\", \"qkdl_type\": \"VIRT\"}]} | 400 | invalid-value",
                "POST | /qkd_links | {\"etsi-qkd-sdn-node:qkd_link\": [{\"qkdl_id\": \"cccccccc-0000-4000-8000-000000000001\", \"phys_wavelength\": \"3\"}]} | 400 | unknown-element",
                "POST | /qkd_links | {\"etsi-qkd-sdn-node:qkd_link\": [{\"qkdl_id\": \"cccccccc-0000-4000-8000-000000000001\", \"qkdl_performance\": {\"skr\": 1}}]} | 400 | invalid-value",
                "POST | /qkd_links | {\"etsi-qkd-sdn-node:qkd_link\": [{\"qkdl_id\" | 400 | malformed-message",
                "GET | /nowhere | '' | 404 | invalid-value",
                "GET | /qkd_links/qkd_link=cccccccc-0000-4000-8000-000000000001 | '' | 404 | invalid-value",
                "GET | ?depth=0 | '' | 400 | invalid-value",
                "GET | ?content=all&content=all | '' | 400 | invalid-value",
            })
    void a_wrong_request_gets_the_error_of_rfc_8040(String method, String path, String body, int status, String tag) {
        JsonObject error = world.qkdNode("A").error(status, method, NODE + path, body);

        assertThat(error.get("error-tag").getAsString()).isEqualTo(tag);
    }
}
