package org.openmfs.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.testbed.apn.ApnControl;
import org.openmfs.testbed.apn.ApnFault;
import org.openmfs.testbed.web.Json;

/** The APN-C speaks TAPI 2.4.1 over RESTCONF: services come, get a path, fail, recover and go. */
final class ApnControllerTest {
    private static final String CONTEXT = "tapi-common:context";
    private static final String CONNECTIVITY = CONTEXT + "/tapi-connectivity:connectivity-context";
    private static final String SERVICE = "tapi-connectivity:connectivity-service";
    private static final UUID BLUE = UUID.fromString("bbbbbbbb-0000-4000-8000-000000000001");
    private static final UUID GREEN = UUID.fromString("bbbbbbbb-0000-4000-8000-000000000002");

    @TempDir
    private Path scratch;

    private OutsideWorld world;
    private RestconfClient tapi;
    private ApnControl control;

    @BeforeEach
    void start() throws Exception {
        start("0");
    }

    private void start(String setUpMillis) throws Exception {
        world = new OutsideWorld(
                OutsideWorld.shipped("three-nodes").replace("\"set-up-ms\": 200", "\"set-up-ms\": " + setUpMillis));
        tapi = world.apn();
        control = world.apnControl();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private JsonObject request(UUID id, String gigabits) {
        return Json.object(
                "uuid",
                id,
                "name",
                List.of(Json.object("value-name", "name", "value", "a path")),
                "layer-protocol-name",
                "PHOTONIC_MEDIA",
                "direction",
                "BIDIRECTIONAL",
                "administrative-state",
                "UNLOCKED",
                "end-point",
                List.of(endPoint("a", "apn-t-a"), endPoint("z", "apn-t-c")),
                "connectivity-constraint",
                Json.object(
                        "service-type",
                        "POINT_TO_POINT_CONNECTIVITY",
                        "requested-capacity",
                        Json.object(
                                "total-size",
                                Json.object("value", gigabits, "unit", "tapi-common:CAPACITY_UNIT_GBPS"))));
    }

    private JsonObject endPoint(String id, String sip) {
        return Json.object(
                "local-id", id,
                "layer-protocol-name", "PHOTONIC_MEDIA",
                "direction", "BIDIRECTIONAL",
                "role", "SYMMETRIC",
                "service-interface-point", Json.object("service-interface-point-uuid", world.sip(sip)));
    }

    private static JsonObject body(JsonObject request) {
        return Json.object(SERVICE, List.of(request));
    }

    private static String path(UUID id) {
        return CONNECTIVITY + "/connectivity-service=" + id;
    }

    private JsonObject service(UUID id) {
        return Json.objects(tapi.get(path(id)), SERVICE).getFirst();
    }

    private static String state(JsonObject service) {
        return service.get("lifecycle-state").getAsString() + " "
                + service.get("operational-state").getAsString();
    }

    private List<String> nodes(UUID id) throws Exception {
        return Json.objects(control.show(), "services").stream()
                .filter(service -> service.get("uuid").getAsString().equals(id.toString()))
                .flatMap(service -> Json.texts(service, "nodes").stream())
                .toList();
    }

    @Test
    void a_service_is_created_read_and_deleted() {
        HttpResponse<String> created = tapi.expect(201, "POST", CONNECTIVITY, body(request(BLUE, "100.0")));
        assertThat(created.headers().firstValue("location").orElseThrow())
                .endsWith("/" + CONNECTIVITY + "/" + SERVICE + "=" + BLUE);

        JsonObject service = service(BLUE);
        assertThat(state(service)).isEqualTo("INSTALLED ENABLED");
        String connection = Json.objects(service, "connection")
                .getFirst()
                .get("connection-uuid")
                .getAsString();
        JsonObject route = Json.objects(
                        tapi.get(CONNECTIVITY + "/connection=" + connection), "tapi-connectivity:connection")
                .getFirst();
        assertThat(Json.objects(Json.objects(route, "route").getFirst(), "connection-end-point"))
                .hasSize(6);

        tapi.expect(204, "DELETE", path(BLUE), new JsonObject());
        tapi.error(404, "GET", path(BLUE), "");
        tapi.error(404, "DELETE", path(BLUE), "");
    }

    @Test
    void put_creates_and_then_replaces_and_post_refuses_what_is_there() {
        tapi.expect(201, "PUT", path(BLUE), body(request(BLUE, "10")));
        JsonObject locked = request(BLUE, "10");
        locked.addProperty("administrative-state", "LOCKED");
        tapi.expect(204, "PUT", path(BLUE), body(locked));
        assertThat(state(service(BLUE))).isEqualTo("INSTALLED DISABLED");

        assertThat(tapi.error(
                                409,
                                "POST",
                                CONNECTIVITY,
                                body(request(BLUE, "10")).toString())
                        .get("error-tag")
                        .getAsString())
                .isEqualTo("data-exists");
        assertThat(tapi.error(409, "PUT", path(BLUE), body(request(BLUE, "20")).toString())
                        .get("error-tag")
                        .getAsString())
                .isEqualTo("operation-not-supported");
    }

    @Test
    void everything_shown_and_told_is_valid_by_the_published_model() throws Exception {
        Yanglint lint = Yanglint.tapi(scratch);
        lint.acceptsData(tapi.get(CONTEXT));
        try (RestconfClient.Events events = tapi.events()) {
            tapi.expect(201, "POST", CONNECTIVITY, body(request(BLUE, "100.0")));
            lint.acceptsData(tapi.get(CONTEXT));
            for (int i = 0; i < 2; i++) {
                for (String name : List.of("tapi-notification:event-notification", "tapi-notification:notification")) {
                    lint.acceptsNotification(name, events.next(name));
                }
            }
        }
        JsonObject wrong = tapi.get(CONTEXT);
        wrong.getAsJsonObject(CONTEXT).addProperty("colour", "blue");
        lint.refusesData(wrong);
    }

    @Test
    void a_service_is_planned_until_its_path_is_set_up() throws Exception {
        stop();
        start("60000");

        tapi.expect(201, "POST", CONNECTIVITY, body(request(BLUE, "100")));

        assertThat(state(service(BLUE))).isEqualTo("PLANNED DISABLED");
        assertThat(service(BLUE).has("connection")).isFalse();
    }

    @Test
    void clients_are_told_of_creation_set_up_outage_and_deletion() throws Exception {
        String event = "tapi-notification:event-notification";
        stop();
        start("50");
        try (RestconfClient.Events events = tapi.events()) {
            tapi.expect(201, "POST", CONNECTIVITY, body(request(BLUE, "100")));
            assertThat(type(events.next(event))).isEqualTo("OBJECT_CREATION");
            JsonObject up = events.next(event);
            assertThat(type(up)).isEqualTo("ATTRIBUTE_VALUE_CHANGE");
            assertThat(up.get("target-object-identifier").getAsString()).isEqualTo(BLUE.toString());
            assertThat(state(up.getAsJsonObject(SERVICE))).isEqualTo("INSTALLED ENABLED");

            control.setPath(BLUE, false);
            JsonObject down = events.next("tapi-notification:notification");
            while (!down.has("changed-attributes")
                    || Json.objects(down, "changed-attributes").size() != 1) {
                down = events.next("tapi-notification:notification");
            }
            assertThat(Json.objects(down, "changed-attributes"))
                    .containsExactly(Json.object(
                            "value-name", "operational-state", "old-value", "ENABLED", "new-value", "DISABLED"));
            assertThat(state(service(BLUE))).isEqualTo("INSTALLED DISABLED");

            control.setPath(BLUE, true);
            assertThat(state(events.next(event).getAsJsonObject(SERVICE))).isEqualTo("INSTALLED ENABLED");

            tapi.expect(204, "DELETE", path(BLUE), new JsonObject());
            assertThat(type(events.next(event))).isEqualTo("OBJECT_DELETION");
        }
    }

    private static String type(JsonObject event) {
        return event.get("event-notification-type").getAsString().replace("tapi-notification:NOTIFICATION_TYPE_", "");
    }

    @Test
    void a_service_that_must_be_diverse_takes_the_other_way() throws Exception {
        tapi.expect(201, "POST", CONNECTIVITY, body(request(BLUE, "100")));
        JsonObject diverse = request(GREEN, "100");
        diverse.getAsJsonObject("connectivity-constraint")
                .add("diversity-exclusion", Json.array(List.of(Json.object("connectivity-service-uuid", BLUE))));

        tapi.expect(201, "POST", CONNECTIVITY, body(diverse));

        assertThat(nodes(BLUE)).containsExactly("G-A", "I-1", "G-C");
        assertThat(nodes(GREEN)).containsExactly("G-A", "I-2", "G-C");
    }

    @Test
    void a_fibre_that_breaks_takes_the_services_over_it_down() throws Exception {
        tapi.expect(201, "POST", CONNECTIVITY, body(request(BLUE, "100")));

        control.setFibre("I-1-G-C", false);
        tapi.expect(201, "POST", CONNECTIVITY, body(request(GREEN, "100")));

        assertThat(state(service(BLUE))).isEqualTo("INSTALLED DISABLED");
        assertThat(nodes(GREEN)).containsExactly("G-A", "I-2", "G-C");
        control.setFibre("I-1-G-C", true);
        assertThat(state(service(BLUE))).isEqualTo("INSTALLED ENABLED");
    }

    @Test
    void what_cannot_be_met_or_is_wrong_is_refused_and_leaves_nothing() throws Exception {
        JsonObject unknown = request(BLUE, "1");
        unknown.add("end-point", Json.array(List.of(endPoint("a", "apn-t-a"), endPoint("z", "apn-t-a"))));
        JsonObject excluding = request(BLUE, "1");
        excluding
                .getAsJsonObject("connectivity-constraint")
                .add("diversity-exclusion", Json.array(List.of(Json.object("connectivity-service-uuid", GREEN))));
        JsonObject state = request(BLUE, "1");
        state.addProperty("operational-state", "ENABLED");

        assertThat(tag(409, request(BLUE, "401"))).isEqualTo("resource-denied");
        assertThat(tag(400, unknown)).isEqualTo("invalid-value");
        assertThat(tag(400, excluding)).isEqualTo("invalid-value");
        assertThat(tag(400, state)).isEqualTo("invalid-value");
        assertThat(tag(400, Json.object("uuid", BLUE, "colour", "blue"))).isEqualTo("unknown-element");
        assertThat(Json.objects(control.show(), "services")).isEmpty();
    }

    private String tag(int status, JsonObject request) {
        return tapi.error(status, "POST", CONNECTIVITY, body(request).toString())
                .get("error-tag")
                .getAsString();
    }

    @Test
    void creations_fail_as_the_control_says() throws Exception {
        control.fault(new ApnFault(ApnFault.Mode.REFUSE, 1));
        assertThat(tag(409, request(BLUE, "1"))).isEqualTo("resource-denied");

        control.fault(new ApnFault(ApnFault.Mode.ERROR, 0));
        assertThat(tag(500, request(BLUE, "1"))).isEqualTo("operation-failed");
        assertThat(tag(500, request(BLUE, "1"))).isEqualTo("operation-failed");
        tapi.error(404, "GET", path(BLUE), "");

        control.fault(new ApnFault(ApnFault.Mode.STUCK, 1));
        tapi.expect(201, "POST", CONNECTIVITY, body(request(BLUE, "1")));
        assertThat(state(service(BLUE))).isEqualTo("PLANNED DISABLED");
        tapi.expect(201, "POST", CONNECTIVITY, body(request(GREEN, "1")));
        assertThat(state(service(GREEN))).isEqualTo("INSTALLED ENABLED");
        assertThat(state(service(BLUE))).isEqualTo("PLANNED DISABLED");
        control.clearFault();
        assertThat(state(service(BLUE))).isEqualTo("INSTALLED ENABLED");
    }

    @Test
    void interface_points_and_topology_can_be_read_one_by_one() {
        String sip = world.sip("apn-t-a");
        JsonObject point = Json.objects(
                        tapi.get(CONTEXT + "/service-interface-point=" + sip), "tapi-common:service-interface-point")
                .getFirst();
        JsonObject topology = Json.objects(
                        tapi.get(CONTEXT + "/tapi-topology:topology-context/topology"), "tapi-topology:topology")
                .getFirst();

        assertThat(Json.objects(point, "name").getFirst().get("value").getAsString())
                .isEqualTo("apn-t-a");
        assertThat(Json.objects(topology, "node")).hasSize(4);
        assertThat(Json.objects(topology, "link")).hasSize(4);
    }
}
