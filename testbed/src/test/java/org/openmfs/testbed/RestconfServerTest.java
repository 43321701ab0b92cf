package org.openmfs.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openmfs.testbed.web.Credential;
import org.openmfs.testbed.web.Json;

/** What every RESTCONF server of the testbed does alike (RFC 8040). */
final class RestconfServerTest {
    private static final String NODE = "etsi-qkd-sdn-node:qkd_node";
    private static OutsideWorld world;
    private static RestconfClient node;
    private static String origin;

    @BeforeAll
    static void start() throws Exception {
        world = new OutsideWorld(OutsideWorld.shipped("two-nodes"));
        node = world.qkdNode("A");
        origin = world.node("A").get("restconf").getAsString().replace("/restconf", "");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        return node.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void the_root_is_discovered_without_a_password() {
        RestconfClient stranger = new RestconfClient(origin, world.trust(), new Credential("nobody", ""));

        HttpResponse<String> answer = stranger.send(
                stranger.request(origin + "/.well-known/host-meta").build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("rel='restconf' href='/restconf'");
    }

    @Test
    void without_the_password_there_is_a_challenge() {
        RestconfClient stranger =
                new RestconfClient(origin + "/restconf", world.trust(), new Credential("controller", "guess"));

        HttpResponse<String> answer = stranger.call("GET", NODE, "");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate").orElseThrow())
                .startsWith("Basic ");
        assertThat(Json.parseObject(answer.body()).has("ietf-restconf:errors")).isTrue();
    }

    @Test
    void the_api_resource_streams_and_modules_can_be_read() {
        assertThat(send(node.request(origin + "/restconf")).body()).contains("yang-library-version");
        assertThat(send(node.request(origin + "/restconf/operations")).statusCode())
                .isEqualTo(200);
        JsonObject modules = node.get("ietf-yang-library:modules-state");
        assertThat(modules.toString()).contains("etsi-qkd-sdn-node").contains("2022-01-30");
        JsonObject location =
                node.get("ietf-restconf-monitoring:restconf-state/streams/stream=NETCONF/access=json/location");
        assertThat(location.get("ietf-restconf-monitoring:location").getAsString())
                .isEqualTo(origin + "/restconf/streams/NETCONF/json");
        assertThat(node.get("").getAsJsonObject("ietf-restconf:data").keySet())
                .contains(NODE, "ietf-restconf-monitoring:restconf-state");
    }

    @Test
    void only_json_is_spoken_and_understood() {
        HttpRequest.BodyPublisher xml = HttpRequest.BodyPublishers.ofString("<qkdn_version/>");
        HttpRequest.Builder wantsXml = node.request(node.data(NODE)).setHeader("Accept", "application/yang-data+xml");
        HttpRequest.Builder sendsXml =
                node.request(node.data(NODE)).method("PATCH", xml).header("Content-Type", "application/yang-data+xml");

        assertThat(send(wantsXml).statusCode()).isEqualTo(406);
        assertThat(send(sendsXml).statusCode()).isEqualTo(415);
    }

    @Test
    void head_has_no_body_and_options_say_what_can_be_done() {
        HttpRequest.Builder head = node.request(node.data(NODE)).method("HEAD", HttpRequest.BodyPublishers.noBody());
        HttpRequest.Builder options =
                node.request(node.data(NODE)).method("OPTIONS", HttpRequest.BodyPublishers.noBody());

        assertThat(send(head).statusCode()).isEqualTo(200);
        assertThat(send(head).body()).isEmpty();
        assertThat(send(options).headers().firstValue("allow").orElseThrow()).contains("PATCH");
    }

    @Test
    void a_body_of_more_than_a_mebibyte_is_refused() {
        String large = "{\"a\": \"" + "x".repeat(1 << 20) + "\"}";

        assertThat(node.call("PUT", NODE, large).statusCode()).isEqualTo(413);
    }

    @Test
    void a_post_creates_and_patch_merges_into_lists() {
        String app = "aaaaaaaa-0000-4000-8000-000000000005";
        String list = NODE + "/qkd_applications";
        JsonObject first = Json.object("app_id", app, "app_priority", 1, "client_app_id", List.of("urn:one"));
        JsonObject more = Json.object("app_id", app, "app_priority", 2, "client_app_id", List.of("urn:two"));

        HttpResponse<String> created =
                node.expect(201, "POST", list, Json.object("etsi-qkd-sdn-node:qkd_app", List.of(first)));
        node.expect(
                204,
                "PATCH",
                list,
                Json.object("etsi-qkd-sdn-node:qkd_applications", Json.object("qkd_app", List.of(more))));

        String location = created.headers().firstValue("location").orElseThrow();
        JsonObject merged = Json.parseObject(send(node.request(location)).body());
        JsonObject entry = Json.objects(merged, "etsi-qkd-sdn-node:qkd_app").getFirst();
        assertThat(entry.get("app_priority").getAsInt()).isEqualTo(2);
        assertThat(Json.texts(entry, "client_app_id")).containsExactly("urn:one", "urn:two");
        node.expect(204, "DELETE", list + "/qkd_app=" + app + "/client_app_id=urn%3Aone", new JsonObject());
        node.expect(
                204,
                "PUT",
                list + "/qkd_app=" + app + "/app_priority",
                Json.object("etsi-qkd-sdn-node:app_priority", 9));
        node.expect(204, "DELETE", list + "/qkd_app=" + app, new JsonObject());
    }
}
