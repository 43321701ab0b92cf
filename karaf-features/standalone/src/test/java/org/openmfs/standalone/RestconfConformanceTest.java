package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.standalone.NorthSide.JSON;
import static org.openmfs.standalone.NorthSide.SERVICE;
import static org.openmfs.standalone.NorthSide.XML;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What RFC 8040 says of resources and methods, on a real socket. */
final class RestconfConformanceTest {
    private static final String SERVICES = "/restconf/data/mfs-service:services";
    private static NorthSide north;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        north = new NorthSide(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        north.close();
    }

    @BeforeEach
    void empty() {
        for (String node : new String[] {"mfs-service:services", "mfs-network:devices", "ietf-network:networks"}) {
            assertThat(north.json("DELETE", "/restconf/data/" + node, "").status())
                    .isIn(204, 404);
        }
    }

    @Test
    void the_root_is_found_without_credentials() {
        var xml = north.send("GET", "/.well-known/host-meta", null, "", null);
        assertThat(xml.status()).isEqualTo(200);
        assertThat(xml.header("content-type")).isEqualTo("application/xrd+xml");
        assertThat(xml.body()).contains("rel=\"restconf\"", "href=\"/restconf\"");
        assertThat(north.send("GET", "/.well-known/host-meta.json", null, "", null)
                        .body())
                .contains("restconf");
    }

    @Test
    void the_root_shows_what_is_below_it() {
        var json = north.get("/restconf");
        assertThat(json.json().getAsJsonObject("ietf-restconf:restconf").keySet())
                .containsExactlyInAnyOrder("data", "operations", "yang-library-version");
        assertThat(north.get("/restconf/", "Accept", XML).body()).contains("<yang-library-version>2019-01-04<");
        assertThat(north.get("/restconf/yang-library-version")
                        .json()
                        .get("ietf-restconf:yang-library-version")
                        .getAsString())
                .isEqualTo("2019-01-04");
    }

    @Test
    void put_creates_with_201_and_replaces_with_204() {
        assertThat(put("blue").status()).isEqualTo(201);
        assertThat(put("blue").status()).isEqualTo(204);
        var read = north.get(SERVICES + "/service=blue");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("content-type")).isEqualTo(JSON);
        assertThat(read.json().getAsJsonArray("mfs-service:service")).hasSize(1);
    }

    @Test
    void post_creates_with_a_location_and_refuses_what_is_there() {
        var created = north.json("POST", SERVICES, SERVICE.formatted("blue"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("location")).endsWith("/restconf/data/mfs-service:services/service=blue");
        var again = north.json("POST", SERVICES, SERVICE.formatted("blue"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.tag()).isEqualTo("data-exists");
        assertThat(again.path()).isEqualTo("/mfs-service:services/service[id='blue']");
    }

    @Test
    void post_to_the_datastore_creates_a_top_level_node() {
        var created = north.json("POST", "/restconf/data", "{\"mfs-service:services\":" + "{\"service\":[]}}");
        assertThat(created.status()).isIn(201, 400);
        var other = north.json("POST", "/restconf/data", """
                {"ietf-network:networks":{"network":[{"network-id":"n1"}]}}""");
        assertThat(other.status()).isEqualTo(201);
        assertThat(other.header("location")).endsWith("/restconf/data/ietf-network:networks");
    }

    @Test
    void a_location_is_percent_encoded_and_leads_to_what_was_created() {
        var created = north.json("POST", "/restconf/data/ietf-network:networks", """
                {"ietf-network:network":[{"network-id":"a/b c,d:é=1"}]}""");
        assertThat(created.status())
                .isEqualTo(north.get("/restconf/data/ietf-network:networks").status() == 200 ? 201 : 404);
        String location = created.header("location");
        assertThat(location).endsWith("/network=a%2Fb%20c%2Cd%3A%C3%A9%3D1");
        assertThat(north.get(location.substring(location.indexOf("/restconf"))).body())
                .contains("a/b c,d:é=1");
    }

    @Test
    void patch_adds_to_what_is_there() {
        put("blue");
        var patched = north.json("PATCH", SERVICES + "/service=blue", """
                {"mfs-service:service":[{"id":"blue","rekey-interval":5}]}""");
        assertThat(patched.status()).isIn(200, 204);
        assertThat(north.get(SERVICES + "/service=blue").body())
                .contains("\"rekey-interval\":5", "\"protection-class\":\"gold\"");
    }

    @Test
    void a_leaf_is_a_resource_of_its_own() {
        put("blue");
        String leaf = SERVICES + "/service=blue/rekey-interval";
        assertThat(north.json("PUT", leaf, "{\"mfs-service:rekey-interval\":7}").status())
                .isEqualTo(204);
        assertThat(north.get(leaf).body()).isEqualTo("{\"mfs-service:rekey-interval\":7}");
        assertThat(north.json("DELETE", leaf, "").status()).isEqualTo(204);
        assertThat(north.get(leaf).status()).isEqualTo(404);
    }

    @Test
    void a_value_of_a_leaf_list_is_a_resource_of_its_own() {
        put("blue");
        String value = SERVICES + "/service=blue/method=ml-kem-1024";
        assertThat(north.json("PUT", value, "{\"mfs-service:method\":[\"ml-kem-1024\"]}")
                        .status())
                .isEqualTo(201);
        assertThat(north.get(SERVICES + "/service=blue").body()).contains("\"method\":[\"ml-kem-1024\"]");
        assertThat(north.json("DELETE", value, "").status()).isEqualTo(204);
        assertThat(north.get(value).status()).isEqualTo(404);
    }

    @Test
    void data_that_is_not_there_is_404() {
        for (String method : new String[] {"GET", "HEAD", "DELETE"}) {
            assertThat(north.send(method, SERVICES + "/service=none", null, "", north.administrator)
                            .status())
                    .isEqualTo(404);
        }
        var missing = north.get(SERVICES + "/service=none");
        assertThat(missing.tag()).isEqualTo("data-missing");
        assertThat(missing.path()).isEqualTo("/mfs-service:services/service[id='none']");
        assertThat(north.get("/restconf/data/mfs-service:nonsense").status()).isEqualTo(404);
        assertThat(north.get("/restconf/data/no-such-module:x").status()).isEqualTo(404);
        assertThat(north.get("/restconf/operations/mfs-service:none").status()).isEqualTo(404);
        assertThat(north.get("/elsewhere").status()).isEqualTo(404);
    }

    @Test
    void head_is_get_without_the_body() {
        put("blue");
        var head = north.send("HEAD", SERVICES, null, "", north.administrator);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("content-type")).isEqualTo(JSON);
        assertThat(head.header("content-length")).isEqualTo(north.get(SERVICES).header("content-length"));
    }

    @Test
    void options_says_what_a_resource_has() {
        var config = north.send("OPTIONS", SERVICES + "/service=blue", null, "", north.administrator);
        assertThat(config.header("allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
        assertThat(config.header("accept-patch")).contains(JSON, "application/yang-patch+json");
        var state = north.send("OPTIONS", SERVICES + "/service=blue/state", null, "", north.administrator);
        assertThat(state.header("allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(north.send("OPTIONS", "/restconf/data", null, "", north.administrator)
                        .header("allow"))
                .doesNotContain("DELETE");
        var operation =
                north.send("OPTIONS", "/restconf/operations/mfs-service:plan-service", null, "", north.administrator);
        assertThat(operation.header("allow")).contains("POST");
    }

    @Test
    void a_body_that_says_it_is_coded_is_not_read() {
        var coded =
                north.json("PUT", SERVICES + "/service=coded", SERVICE.formatted("coded"), "Content-Encoding", "gzip");
        assertThat(coded.status()).isEqualTo(415);
        assertThat(north.get(SERVICES + "/service=coded").status()).isEqualTo(404);
    }

    @Test
    void an_operation_is_not_read_and_a_mount_point_that_is_not_there_is_404() {
        assertThat(north.get("/restconf/operations/mfs-service:plan-service").status())
                .isEqualTo(405);
        assertThat(north.get("/restconf/data/mfs-service:services/yang-ext:mount")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void depth_and_fields_and_content_select() {
        put("blue");
        assertThat(north.get(SERVICES + "?depth=1").body()).isEqualTo("{\"mfs-service:services\":{}}");
        assertThat(north.get(SERVICES + "?fields=service(id)").body())
                .isEqualTo("{\"mfs-service:services\":{\"service\":[{\"id\":\"blue\"}]}}");
        assertThat(north.get(SERVICES + "?content=config").status()).isEqualTo(200);
        assertThat(north.get(SERVICES + "?content=nonconfig").status()).isEqualTo(404);
        assertThat(north.get(SERVICES + "?with-defaults=explicit").body()).doesNotContain("admin-state");
    }

    @Test
    void the_client_chooses_between_json_and_xml() {
        put("blue");
        assertThat(north.get(SERVICES, "Accept", XML).header("content-type")).isEqualTo(XML);
        assertThat(north.get(SERVICES, "Accept", "text/html, */*;q=0.1").header("content-type"))
                .isEqualTo(JSON);
        assertThat(north.get(SERVICES, "Accept", "application/json").header("content-type"))
                .isEqualTo("application/json");
        assertThat(north.get(SERVICES, "Accept", JSON + ";q=0.2, " + XML + ";q=0.8")
                        .header("content-type"))
                .isEqualTo(XML);
        var html = north.get(SERVICES, "Accept", "text/html");
        assertThat(html.status()).isEqualTo(406);
        assertThat(html.tag()).isEqualTo("invalid-value");
    }

    @Test
    void xml_bodies_are_taken_like_json() {
        String body = """
                <service xmlns="urn:openmfs:yang:mfs-service"><id>blue</id><a-end><endpoint>e1</endpoint></a-end>
                <z-end><endpoint>e2</endpoint></z-end><protection-class>gold</protection-class>
                <method>ml-kem-1024</method><method>qkd-014</method></service>""";
        assertThat(north.xml("PUT", SERVICES + "/service=blue", body).status()).isEqualTo(201);
        assertThat(north.get(SERVICES).body()).contains("\"method\":[\"ml-kem-1024\",\"qkd-014\"]");
    }

    @Test
    void kinds_are_read_in_both_encodings() {
        String path = "/restconf/data/ietf-network:networks/network=n1/node=a/mfs-network:encryption-point=p";
        String json = """
                {"mfs-network:encryption-point":[{"id":"p","kind":"kernel","cf":"c","enc-dec":"m"}]}""";
        String xml = """
                <encryption-point xmlns="urn:openmfs:yang:mfs-network"><id>p</id>
                <kind>kernel</kind><cf>c</cf><enc-dec>m</enc-dec></encryption-point>""";
        assertThat(north.json("PUT", path, json).status()).isEqualTo(201);
        assertThat(north.xml("PUT", path, xml).status()).isEqualTo(204);
        assertThat(north.get(path).body()).contains("kernel");
    }

    /** A time that another change may still have is not told. */
    @Test
    void the_time_of_the_last_change_is_told_when_its_second_is_over() {
        put("blue");
        String told = "";
        for (long limit = System.nanoTime() + 20_000_000_000L; told.isEmpty() && System.nanoTime() < limit; ) {
            told = north.get(SERVICES).header("last-modified");
        }
        assertThat(told).isNotEmpty();
        String change = SERVICE.formatted("blue").replace("60", "90");
        String blue = SERVICES + "/service=blue";
        assertThat(north.json("PUT", blue, change, "If-Unmodified-Since", told).status())
                .isEqualTo(204);
        assertThat(north.json("PUT", blue, change, "If-Unmodified-Since", told).status())
                .isEqualTo(412);
    }

    @Test
    void an_edit_whose_condition_does_not_hold_is_412() {
        put("blue");
        String tag = north.get(SERVICES).header("etag");
        assertThat(tag).isNotEmpty();
        put("red");
        var late = north.json("PUT", SERVICES + "/service=blue", SERVICE.formatted("blue"), "If-Match", tag);
        assertThat(late.status()).isEqualTo(412);
        String fresh = north.get(SERVICES).header("etag");
        assertThat(north.json("PUT", SERVICES + "/service=blue", SERVICE.formatted("blue"), "If-Match", fresh)
                        .status())
                .isEqualTo(204);
        assertThat(north.json("PUT", SERVICES + "/service=blue", SERVICE.formatted("blue"), "If-None-Match", "*")
                        .status())
                .isEqualTo(412);
        assertThat(north.get(
                                SERVICES + "?content=config",
                                "If-None-Match",
                                north.get(SERVICES).header("etag"))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void an_ordered_list_of_edits_is_carried_out_as_a_whole_or_not_at_all() {
        put("blue");
        String both = """
                {"ietf-yang-patch:yang-patch":{"patch-id":"p1","edit":[
                {"edit-id":"1","operation":"create","target":"/service=red","value":%s},
                {"edit-id":"2","operation":"delete","target":"/service=%s"}]}}""";
        var failed = north.send(
                "PATCH",
                SERVICES,
                "application/yang-patch+json",
                both.formatted(SERVICE.formatted("red"), "none"),
                north.administrator);
        assertThat(failed.status()).isEqualTo(404);
        assertThat(failed.body()).contains("ietf-yang-patch:yang-patch-status", "data-missing");
        assertThat(north.get(SERVICES + "/service=red").status()).isEqualTo(404);
        var done = north.send(
                "PATCH",
                SERVICES,
                "application/yang-patch+json",
                both.formatted(SERVICE.formatted("red"), "blue"),
                north.administrator);
        assertThat(done.status()).isEqualTo(200);
        assertThat(north.get(SERVICES + "/service=red").status()).isEqualTo(200);
        assertThat(north.get(SERVICES + "/service=blue").status()).isEqualTo(404);
    }

    @Test
    void the_whole_datastore_can_be_replaced() {
        put("blue");
        var replaced = north.json("PUT", "/restconf/data", """
                {"ietf-restconf:data":{"ietf-network:networks":{"network":[{"network-id":"n1"}]}}}""");
        assertThat(replaced.status()).isIn(201, 204);
        assertThat(north.get(SERVICES + "/service=blue").status()).isEqualTo(404);
        assertThat(north.get("/restconf/data/ietf-network:networks/network=n1").status())
                .isEqualTo(200);
    }

    @Test
    void the_yang_library_lists_what_is_served() {
        var module = north.get("/restconf/data/ietf-yang-library:yang-library/module-set=all/module=mfs-service");
        assertThat(module.body())
                .contains("\"revision\":\"2026-11-30\"", "/restconf/modules/mfs-service?revision=2026-11-30");
        var datastores = north.get("/restconf/data/ietf-yang-library:yang-library?fields=datastore");
        assertThat(datastores.body()).contains("ietf-datastores:running", "ietf-datastores:operational");
        assertThat(north.get("/restconf/data/ietf-yang-library:modules-state/module=mfs-service,2026-11-30")
                        .body())
                .contains("\"conformance-type\":\"implement\"");
    }

    @Test
    void sources_of_the_models_are_served() {
        var source = north.get("/restconf/modules/mfs-service?revision=2026-11-30");
        assertThat(source.status()).isEqualTo(200);
        assertThat(source.header("content-type")).isEqualTo("application/yang");
        assertThat(source.body()).startsWith("module mfs-service {");
        assertThat(north.get("/restconf/modules/mfs-service?revision=1999-01-01")
                        .status())
                .isEqualTo(404);
        assertThat(north.get("/restconf/modules/none").status()).isEqualTo(404);
    }

    @Test
    void an_operation_that_nobody_carries_out_is_told_apart() {
        var refused = north.json("POST", "/restconf/operations/mfs-service:plan-service", """
                {"mfs-service:input":{"id":"blue"}}""");
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.tag()).isEqualTo("operation-not-supported");
    }

    private NorthSide.Reply put(String id) {
        return north.json("PUT", SERVICES + "/service=" + id, SERVICE.formatted(id));
    }
}
