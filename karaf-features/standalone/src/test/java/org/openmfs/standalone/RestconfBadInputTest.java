package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.standalone.NorthSide.JSON;
import static org.openmfs.standalone.NorthSide.SERVICE;
import static org.openmfs.standalone.NorthSide.XML;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.Services;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.QName;
import org.openmfs.northbound.check.ProposedChange;
import org.openmfs.northbound.check.RequestCheck;

/** What is refused, with which status, tag and path; and what can't be reached by any input. */
final class RestconfBadInputTest {
    private static final String SERVICES = "/restconf/data/mfs-service:services";
    private static final String BLUE = SERVICES + "/service=blue";
    private static final String BLUE_PATH = "/mfs-service:services/service[id='blue']";
    private static final String PLAN = "/restconf/operations/mfs-service:plan-service";
    private static NorthSide north;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        north = new NorthSide(folder, new NoUnobtainium());
    }

    @AfterAll
    static void stop() throws Exception {
        north.close();
    }

    /** Refuses a class that nobody has. */
    private static final class NoUnobtainium implements RequestCheck {
        private static final QName SERVICES_NAME = Services.QNAME;

        @Override
        public Set<QName> concerns() {
            return Set.of(SERVICES_NAME);
        }

        @Override
        public List<Refusal> check(ProposedChange change) {
            boolean wanted = change.after(SERVICES_NAME)
                    .map(node -> node.prettyTree().toString().contains("unobtainium"))
                    .orElse(false);
            return wanted
                    ? List.of(new Refusal(ErrorTag.INVALID_VALUE, BLUE_PATH + "/protection-class", "No such class."))
                    : List.of();
        }
    }

    static Stream<Arguments> jsonBodies() {
        return Stream.of(wrongAsAWhole(), wrongValues(), wrongNodes()).flatMap(bodies -> bodies);
    }

    private static Stream<Arguments> wrongAsAWhole() {
        return Stream.of(
                Arguments.of("no body", "", "malformed-message", ""),
                Arguments.of("no JSON", "{", "malformed-message", ""),
                Arguments.of("trailing garbage", SERVICE.formatted("blue") + " x", "malformed-message", ""),
                Arguments.of("a second object", SERVICE.formatted("blue") + "{}", "malformed-message", ""),
                Arguments.of("an array", "[]", "malformed-message", ""),
                Arguments.of("no top-level node", "{}", "malformed-message", ""),
                Arguments.of("another node", "{\"mfs-service:services\":{}}", "unknown-element", ""),
                Arguments.of("a member twice", entry("\"text\":\"a\",\"text\":\"b\""), "malformed-message", ""),
                Arguments.of(
                        "a wrong module prefix",
                        SERVICE.formatted("blue").replace("mfs-service:", "mfs-network:"),
                        "unknown-element",
                        ""),
                Arguments.of(
                        "an unknown module prefix",
                        SERVICE.formatted("blue").replace("mfs-service:", "nonsense:"),
                        "unknown-namespace",
                        ""),
                Arguments.of(
                        "no module prefix",
                        SERVICE.formatted("blue").replace("mfs-service:", ""),
                        "unknown-namespace",
                        ""));
    }

    private static Stream<Arguments> wrongValues() {
        return Stream.of(
                Arguments.of("an unknown leaf", entry("\"colour\":\"x\""), "unknown-element", BLUE_PATH + "/colour"),
                Arguments.of(
                        "a number out of range",
                        entry("\"rekey-interval\":1"),
                        "invalid-value",
                        BLUE_PATH + "/rekey-interval"),
                Arguments.of(
                        "a number in a string",
                        entry("\"rekey-interval\":\"60\""),
                        "invalid-value",
                        BLUE_PATH + "/rekey-interval"),
                Arguments.of(
                        "no choice of an enumeration",
                        entry("\"admin-state\":\"maybe\""),
                        "invalid-value",
                        BLUE_PATH + "/admin-state"),
                Arguments.of(
                        "a control character", entry("\"text\":\"a\\u0000b\""), "invalid-value", BLUE_PATH + "/text"));
    }

    private static Stream<Arguments> wrongNodes() {
        return Stream.of(
                Arguments.of("null", entry("\"text\":null"), "invalid-value", BLUE_PATH + "/text"),
                Arguments.of("an object for a leaf", entry("\"text\":{}"), "bad-element", BLUE_PATH + "/text"),
                Arguments.of("an array for a leaf", entry("\"text\":[\"a\"]"), "bad-element", BLUE_PATH + "/text"),
                Arguments.of("a value for a list", entry("\"method\":\"x\""), "bad-element", BLUE_PATH + "/method"),
                Arguments.of(
                        "a value twice in a leaf-list",
                        entry("\"method\":[\"a\",\"a\"]"),
                        "bad-element",
                        BLUE_PATH + "/method"),
                Arguments.of("an annotation", entry("\"@text\":{}"), "unknown-attribute", BLUE_PATH),
                Arguments.of("state", entry("\"state\":{\"phase\":\"active\"}"), "invalid-value", BLUE_PATH + "/state"),
                Arguments.of(
                        "something mandatory missing",
                        "{\"mfs-service:service\":[{\"id\":\"blue\",\"a-end\":{\"endpoint\":\"x\"},"
                                + "\"protection-class\":\"gold\"}]}",
                        "missing-element",
                        BLUE_PATH + "/z-end/endpoint"),
                Arguments.of(
                        "the key missing",
                        SERVICE.formatted("blue").replace("\"id\":\"blue\",", ""),
                        "missing-element",
                        "/mfs-service:services/service/id"),
                Arguments.of("another key", SERVICE.formatted("red"), "invalid-value", BLUE_PATH + "/id"),
                Arguments.of(
                        "what the application knows better",
                        SERVICE.formatted("blue").replace("gold", "unobtainium"),
                        "invalid-value",
                        BLUE_PATH + "/protection-class"));
    }

    private static String entry(String more) {
        return SERVICE.formatted("blue").replace("\"rekey-interval\":60", more);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jsonBodies")
    void a_json_body_is_refused_with_the_right_tag_and_path(String what, String body, String tag, String path) {
        var refused = north.json("PUT", BLUE, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.tag()).isEqualTo(tag);
        if (!path.isEmpty()) {
            assertThat(refused.path()).isEqualTo(path);
        }
        assertThat(north.get(BLUE).status()).isEqualTo(404);
    }

    static Stream<Arguments> xmlBodies() {
        String start = "<service xmlns=\"urn:openmfs:yang:mfs-service\">";
        String rest = "<id>blue</id><a-end><endpoint>a</endpoint></a-end><z-end><endpoint>z</endpoint></z-end>"
                + "<protection-class>gold</protection-class></service>";
        return Stream.of(
                Arguments.of("no body", "", "malformed-message"),
                Arguments.of("no XML", "<service", "malformed-message"),
                Arguments.of("another namespace", "<service xmlns=\"urn:x\">" + rest, "unknown-namespace"),
                Arguments.of("no namespace", "<service>" + rest, "unknown-namespace"),
                Arguments.of("an unknown element", start + "<colour/>" + rest, "unknown-element"),
                Arguments.of("an attribute", start + "<text lang=\"x\">a</text>" + rest, "unknown-attribute"),
                Arguments.of(
                        "a value out of range", start + "<rekey-interval>1</rekey-interval>" + rest, "invalid-value"),
                Arguments.of("an element twice", start + "<text>a</text><text>b</text>" + rest, "bad-element"),
                Arguments.of("text among elements", start + "hello" + rest, "bad-element"),
                Arguments.of("something after it", start + rest + "<more/>", "malformed-message"),
                Arguments.of(
                        "an entity",
                        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + start + "<text>&e;</text>" + rest,
                        "malformed-message"),
                Arguments.of(
                        "a bomb",
                        "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>" + start + "<text>&b;</text>"
                                + rest,
                        "malformed-message"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("xmlBodies")
    void an_xml_body_is_refused_with_the_right_tag(String what, String body, String tag) {
        var refused = north.xml("PUT", BLUE, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("content-type")).isEqualTo(JSON);
        assertThat(refused.tag()).isEqualTo(tag);
        assertThat(refused.body()).doesNotContain("root:");
    }

    @Test
    void an_error_is_written_in_the_encoding_that_the_client_reads() {
        var refused = north.json("PUT", BLUE, entry("\"rekey-interval\":1"), "Accept", XML);

        assertThat(refused.header("content-type")).isEqualTo(XML);
        assertThat(refused.body())
                .contains("<errors xmlns=\"urn:ietf:params:xml:ns:yang:ietf-restconf\">")
                .contains("<error-tag>invalid-value</error-tag>")
                .contains("xmlns:mfs-service=\"urn:openmfs:yang:mfs-service\"")
                .contains(
                        "/mfs-service:services/mfs-service:service[mfs-service:id='blue']/mfs-service:rekey-interval<");
    }

    @Test
    void state_data_is_no_target_of_a_change() {
        for (String method : new String[] {"PUT", "PATCH", "POST", "DELETE"}) {
            var refused = north.json(method, BLUE + "/state", "{\"mfs-service:state\":{\"phase\":\"active\"}}");
            assertThat(refused.status()).isEqualTo(405);
            assertThat(refused.tag()).isEqualTo("operation-not-supported");
            assertThat(refused.header("allow")).isEqualTo("GET, HEAD, OPTIONS");
        }
    }

    @Test
    void the_input_of_an_operation_is_checked_too() {
        var unknown = north.json("POST", PLAN, "{\"mfs-service:input\":{\"id\":\"a\",\"colour\":1}}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.tag()).isEqualTo("unknown-element");
        assertThat(unknown.path()).isEqualTo("/mfs-service:input/colour");
        var missing = north.json("POST", PLAN, "{\"mfs-service:input\":{}}");
        assertThat(missing.tag()).isEqualTo("missing-element");
        assertThat(missing.path()).isEqualTo("/mfs-service:input/id");
        assertThat(north.json("POST", PLAN, "{\"mfs-service:output\":{}}").status())
                .isEqualTo(400);
        assertThat(north.json("POST", PLAN, "").status()).isEqualTo(400);
    }

    @Test
    void something_mandatory_cannot_be_taken_away() {
        assertThat(north.json("PUT", BLUE, SERVICE.formatted("blue")).status()).isEqualTo(201);
        var deleted = north.json("DELETE", BLUE + "/protection-class", "");
        assertThat(deleted.status()).isEqualTo(400);
        assertThat(deleted.tag()).isEqualTo("missing-element");
        assertThat(deleted.path()).isEqualTo(BLUE_PATH + "/protection-class");
        var patched = north.json("PATCH", SERVICES, "{\"mfs-service:services\":{\"service\":[{\"id\":\"red\"}]}}");
        assertThat(patched.status()).isEqualTo(400);
        assertThat(patched.tag()).isEqualTo("missing-element");
        assertThat(north.json("DELETE", BLUE, "").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content=config&content=all",
                "depth=0",
                "depth=65536",
                "depth=x",
                "content=everything",
                "colour=blue",
                "with-defaults=report-all",
                "with-defaults=report-all-tagged",
                "with-defaults=nonsense",
                "fields=",
                "fields=((",
                "fields=nonsense",
                "start-time=2026-01-01T00:00:00Z",
                "insert=first",
                "content",
                "depth=%31%30%30%30%30%30"
            })
    void a_query_parameter_that_is_unknown_repeated_or_wrong_is_refused(String query) {
        var refused = north.get("/restconf/data/ietf-yang-library:yang-library?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.tag()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/restconf/data/mfs-service:services/service",
                "/restconf/data/mfs-service:services/service=a,b",
                "/restconf/data/mfs-service:services/service=a%00b",
                "/restconf/data/mfs-service:services/service=a%0Ab",
                "/restconf/data/mfs-service:services/service=%7F",
                "/restconf/data/mfs-service:services/service=%20blue",
                "/restconf/data/mfs-service:services=x",
                "/restconf/data/services",
                "/restconf/data//",
                "/restconf/data/mfs-service:",
                "/restconf/data/:services",
                "/restconf/data/mfs-service:services/service=%C3%28"
            })
    void an_address_that_is_none_is_refused(String path) {
        for (String method : new String[] {"GET", "PUT", "DELETE"}) {
            var refused = north.json(method, path, SERVICE.formatted("blue"));
            assertThat(refused.status()).as(method).isIn(400, 404, 405);
            assertThat(refused.tag()).isNotEmpty();
        }
    }

    @Test
    void a_key_with_a_control_character_in_a_body_is_refused() {
        var refused = north.json("PUT", "/restconf/data/ietf-network:networks", """
                {"ietf-network:networks":{"network":[{"network-id":"a\\nb"}]}}""");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.tag()).isEqualTo("invalid-value");
        assertThat(refused.path()).isEqualTo("/ietf-network:networks/network/network-id");
    }

    @Test
    void media_types_that_nobody_knows_are_415_and_406() {
        var form = north.send("PUT", BLUE, "application/x-www-form-urlencoded", "a=b", north.administrator);
        assertThat(form.status()).isEqualTo(415);
        assertThat(form.tag()).isEqualTo("invalid-value");
        assertThat(north.send("PUT", BLUE, "", SERVICE.formatted("blue"), north.administrator)
                        .status())
                .isEqualTo(415);
        assertThat(north.json("POST", PLAN, "{\"mfs-service:input\":{\"id\":\"a\"}}", "Accept", "image/png")
                        .status())
                .isEqualTo(406);
    }

    @Test
    void eighty_changes_of_one_list_at_the_same_time_all_succeed() throws Exception {
        List<Callable<Integer>> changes = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            String id = "s" + i;
            changes.add(() -> north.json("PUT", SERVICES + "/service=" + id, SERVICE.formatted(id))
                    .status());
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> status : threads.invokeAll(changes)) {
                assertThat(status.get()).isEqualTo(201);
            }
        }
        assertThat(north.get(SERVICES)
                        .json()
                        .getAsJsonObject("mfs-service:services")
                        .getAsJsonArray("service"))
                .hasSize(80);
        assertThat(north.json("DELETE", SERVICES, "").status()).isEqualTo(204);
    }

    @Test
    void a_broken_chunked_body_is_refused() throws Exception {
        String request = north.head("PUT " + BLUE) + "Content-Type: " + JSON
                + "\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n";
        assertThat(north.raw(request)).startsWith("HTTP/1.1 400").contains("ietf-restconf:errors");
    }

    @Test
    void a_body_of_ten_megabytes_is_413() throws Exception {
        String request = north.head("PUT " + BLUE) + "Content-Type: " + JSON + "\r\nContent-Length: 10000000\r\n\r\n";
        assertThat(north.raw(request)).startsWith("HTTP/1.1 413").contains("too-big");
    }

    @Test
    void nonsense_on_the_wire_is_400() throws Exception {
        assertThat(north.raw("hello\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(north.raw("GET /restconf HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(north.raw(north.head("GET /restconf/data/%zz") + "\r\n")).startsWith("HTTP/1.1 400");
        assertThat(north.raw(north.head("GET /restconf/data/a b") + "\r\n")).startsWith("HTTP/1.1 400");
        assertThat(north.raw(north.head("GET /restconf/" + "x".repeat(9000)) + "\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(north.raw(north.head("GET /restconf/../../etc/passwd") + "\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(north.raw(north.head("BREW /restconf/data") + "\r\n")).startsWith("HTTP/1.1 405");
    }

    @Test
    void a_body_nested_a_thousand_deep_is_refused() {
        String deep = "{\"mfs-service:services\":".repeat(1000) + "{}" + "}".repeat(1000);
        assertThat(north.json("PUT", SERVICES, deep).status()).isEqualTo(400);
        String xml = "<services xmlns=\"urn:openmfs:yang:mfs-service\">".repeat(1000) + "</services>".repeat(1000);
        assertThat(north.xml("PUT", SERVICES, xml).status()).isEqualTo(400);
    }
}
