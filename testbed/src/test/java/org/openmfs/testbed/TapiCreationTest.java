package org.openmfs.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.testbed.web.Json;

/** An APN-C creates services in the way that its file says, and refuses every other way. */
final class TapiCreationTest {
    private static final String CONNECTIVITY = "tapi-common:context/tapi-connectivity:connectivity-context";
    private static final String SERVICE = "tapi-connectivity:connectivity-service";
    private static final UUID BLUE = UUID.fromString("bbbbbbbb-0000-4000-8000-000000000001");

    private OutsideWorld world;
    private RestconfClient tapi;

    private void start(String members) throws Exception {
        world = new OutsideWorld(
                OutsideWorld.shipped("three-nodes").replace("\"set-up-ms\": 200", "\"set-up-ms\": 0, " + members));
        tapi = world.apn();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private JsonObject request() {
        return Json.object(
                "uuid", BLUE,
                "name", List.of(Json.object("value-name", "mfs-service", "value", "blue")),
                "end-point", List.of(end("a", "apn-t-a"), end("z", "apn-t-c")));
    }

    private JsonObject end(String id, String sip) {
        return Json.object(
                "local-id", id, "service-interface-point", Json.object("service-interface-point-uuid", world.sip(sip)));
    }

    private static JsonObject body(JsonObject request) {
        return Json.object(SERVICE, List.of(request));
    }

    private static String path(Object id) {
        return CONNECTIVITY + "/connectivity-service=" + id;
    }

    private HttpResponse<String> operate(String operation, JsonObject input) {
        String root = world.json().getAsJsonObject("apn").get("restconf").getAsString();
        HttpRequest request = tapi.request(root + "/operations/tapi-connectivity:" + operation)
                .header("Content-Type", "application/yang-data+json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        Json.object("tapi-connectivity:input", input).toString()))
                .build();
        return tapi.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private List<JsonObject> services() {
        return Json.objects(
                tapi.get(CONNECTIVITY).getAsJsonObject("tapi-connectivity:connectivity-context"),
                "connectivity-service");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 501})
    void by_post_alone_a_put_is_refused_and_the_post_is_taken(int status) throws Exception {
        start("\"creates-by\": \"post\", \"refusal\": " + status);

        tapi.error(status, "PUT", path(BLUE), body(request()).toString());
        assertThat(services()).isEmpty();
        tapi.expect(201, "POST", CONNECTIVITY, body(request()));

        assertThat(services()).singleElement().satisfies(service -> {
            assertThat(service.get("uuid").getAsString()).isEqualTo(BLUE.toString());
            assertThat(service.get("name")).isEqualTo(request().get("name"));
        });
        tapi.error(status, "PUT", path(BLUE), body(request()).toString());
        tapi.error(409, "POST", CONNECTIVITY, body(request()).toString());
        assertThat(operate("create-connectivity-service", request()).statusCode())
                .isEqualTo(404);
        tapi.expect(204, "DELETE", path(BLUE), new JsonObject());
    }

    @Test
    void by_post_the_server_can_choose_the_id_and_shows_our_name() throws Exception {
        start("\"creates-by\": \"post\", \"chooses-ids\": true");

        HttpResponse<String> created = tapi.expect(201, "POST", CONNECTIVITY, body(request()));

        String location = created.headers().firstValue("location").orElseThrow();
        JsonObject service = services().getFirst();
        assertThat(service.get("uuid").getAsString()).isNotEqualTo(BLUE.toString());
        assertThat(location).endsWith("=" + service.get("uuid").getAsString());
        assertThat(service.get("name")).isEqualTo(request().get("name"));
        tapi.expect(204, "DELETE", path(service.get("uuid").getAsString()), new JsonObject());
    }

    @Test
    void by_post_a_service_without_an_id_gets_one() throws Exception {
        start("\"creates-by\": \"post\"");
        JsonObject request = request();
        request.remove("uuid");

        tapi.expect(201, "POST", CONNECTIVITY, body(request));

        assertThat(services().getFirst().has("uuid")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void by_the_rpc_alone_everything_else_is_refused(boolean chooses) throws Exception {
        start("\"creates-by\": \"rpc\", \"chooses-ids\": " + chooses);
        tapi.error(405, "PUT", path(BLUE), body(request()).toString());
        tapi.error(405, "POST", CONNECTIVITY, body(request()).toString());
        assertThat(services()).isEmpty();

        HttpResponse<String> answer = operate("create-connectivity-service", request());

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonObject service = Json.parseObject(answer.body())
                .getAsJsonObject("tapi-connectivity:output")
                .getAsJsonObject("service");
        assertThat(service.get("uuid").getAsString().equals(BLUE.toString())).isNotEqualTo(chooses);
        assertThat(service.get("name")).isEqualTo(request().get("name"));
        assertThat(services()).containsExactly(service);
        JsonObject id = Json.object("uuid", service.get("uuid"));
        assertThat(operate("delete-connectivity-service", id).statusCode()).isEqualTo(204);
        assertThat(operate("delete-connectivity-service", id).statusCode()).isEqualTo(404);
        assertThat(services()).isEmpty();
    }

    @Test
    void the_rpc_tells_what_is_wrong_with_its_input() throws Exception {
        start("\"creates-by\": \"rpc\"");
        JsonObject request = request();
        request.remove("end-point");

        assertThat(operate("create-connectivity-service", request).statusCode()).isEqualTo(400);
        assertThat(operate("delete-connectivity-service", new JsonObject()).statusCode())
                .isEqualTo(400);
        assertThat(operate("no-such-operation", new JsonObject()).statusCode()).isEqualTo(404);
    }
}
