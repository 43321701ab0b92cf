package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service uses stays, by whatever request somebody would take it away, and the refusal says who uses it. */
final class RestconfInUseTest {
    private static final String PATCH = "application/yang-patch+json";
    private static final String DEVICE = "{\"id\":\"%s\",\"host\":\"127.0.0.1\",\"port\":1,\"host-key\":\"SHA256:"
            + "A".repeat(43) + "\",\"admin-state\":\"locked\"}";
    private static final String DEVICES = "{\"mfs-network:devices\":{\"device\":[" + DEVICE.formatted("alpha") + ","
            + DEVICE.formatted("beta") + "," + DEVICE.formatted("spare") + "]}}";
    private static final String MANAGERS = """
            {"mfs-network:managers":{"manager":[\
            {"id":"apn","kind":"apn-tapi","address":["http://127.0.0.1:1/restconf"]},\
            {"id":"idle","kind":"apn-tapi","address":["http://127.0.0.1:1/restconf"]},\
            {"id":"qkdn","kind":"qkdn-015","address":["http://127.0.0.1:1/restconf"]}]}}""";
    private static final String NODE = """
            {"node-id":"%1$s","mfs-network:cf":[{"id":"cf-%1$s","device":"%2$s",\
            "qkd-node":"00000000-0000-0000-0000-00000000000%3$s","sae-id":"sae-%1$s"}],"mfs-network:encryption-point":[{"id":"p",\
            "kind":"kernel","cf":"cf-%1$s","enc-dec":"macsec0"}],"mfs-network:endpoint":[{"id":"e-%1$s",\
            "encryption-point":"p"},{"id":"free-%1$s","encryption-point":"p"}]}""";
    private static final String NETWORKS =
            """
            {"ietf-network:networks":{"network":[{"network-id":"site","network-types":{"mfs-network:mfs-network":{}},\
            "mfs-network:manager":"apn","node":[%s,%s]},{"network-id":"empty"}]}}""".formatted(NODE.formatted("a", "alpha", "1"), NODE.formatted("b", "beta", "2"));
    private static final String CLASSES = """
            {"mfs-policy:protection-classes":{"protection-class":[\
            {"id":"gold","method":["ml-kem-1024","qkd-014"]},{"id":"lead","method":["ml-kem-1024","qkd-014"]}]}}""";
    private static final String SERVICE = """
            {"id":"%s","a-end":{"endpoint":"e-a"},"z-end":{"endpoint":"e-b"},"protection-class":"gold",\
            "admin-state":"%s"}""";
    private static final String SERVICES = "{\"mfs-service:services\":{\"service\":["
            + SERVICE.formatted("blue", "active") + "," + SERVICE.formatted("green", "suspended") + "]}}";

    private static final String SITE = "/ietf-network:networks/network=site";
    private static final String A = "/ietf-network:networks/network[network-id='site']/node[node-id='a']";

    @TempDir
    private Path folder;

    private WholeController controller;

    @BeforeEach
    void start() throws Exception {
        controller = new WholeController(folder.resolve("data"));
        put("/mfs-network:devices", DEVICES);
        put("/mfs-network:managers", MANAGERS);
        put("/ietf-network:networks", NETWORKS);
        put("/mfs-policy:protection-classes", CLASSES);
        put("/mfs-service:services", SERVICES);
    }

    private void put(String path, String body) throws Exception {
        NorthSide.Reply reply = controller.send("PUT", path, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            /mfs-network:devices/device=alpha | /mfs-network:devices/device[id='alpha'] | device alpha
            /mfs-network:managers/manager=apn | /mfs-network:managers/manager[id='apn'] | manager apn
            /mfs-network:managers/manager=qkdn | /mfs-network:managers/manager[id='qkdn'] | manager qkdn
            /ietf-network:networks/network=site | /ietf-network:networks/network[network-id='site'] | network site
            /mfs-policy:protection-classes/protection-class=gold | \
            /mfs-policy:protection-classes/protection-class[id='gold'] | protection class gold
            """)
    void what_services_use_is_kept_and_the_refusal_names_it_and_them(String address, String path, String what)
            throws Exception {
        String before = controller.configuration();

        refused(controller.send("DELETE", address, ""), path, what);

        String edit = """
                {"ietf-yang-patch:yang-patch":{"patch-id":"p","edit":[{"edit-id":"e","operation":"remove",\
                "target":"%s"}]}}""".formatted(address);
        refused(controller.send("PATCH", "", PATCH, edit), path, what);
        assertThat(controller.configuration()).isEqualTo(before);
    }

    @Test
    void a_node_an_endpoint_and_an_encryption_point_in_use_are_kept_and_named() throws Exception {
        refused(controller.send("DELETE", SITE + "/node=a", ""), A, "node a");
        refused(
                controller.send("DELETE", SITE + "/node=a/mfs-network:endpoint=e-a", ""),
                A + "/mfs-network:endpoint[id='e-a']",
                "endpoint e-a");
        refused(
                controller.send("DELETE", SITE + "/node=a/mfs-network:encryption-point=p", ""),
                A + "/mfs-network:encryption-point[id='p']",
                "encryption point p");
        refused(
                controller.send("DELETE", SITE + "/node=a/mfs-network:cf=cf-a", ""),
                A + "/mfs-network:cf[id='cf-a']",
                "CF cf-a");
    }

    @Test
    void a_parent_that_is_written_without_what_is_in_use_is_refused_too() throws Exception {
        String before = controller.configuration();
        String path = "/mfs-network:devices/device[id='alpha']";
        String without = "{\"mfs-network:devices\":{\"device\":[" + DEVICE.formatted("beta") + "]}}";

        refused(controller.send("PUT", "/mfs-network:devices", without), path, "device alpha");
        refused(controller.send("DELETE", "/mfs-network:devices", ""), path, "device alpha");
        refused(controller.send("PUT", "", "{\"ietf-restconf:data\":" + all(without) + "}"), path, "device alpha");
        assertThat(controller.configuration()).isEqualTo(before);
    }

    private static String all(String devices) {
        return devices.substring(0, devices.length() - 1) + "," + inside(MANAGERS) + "," + inside(NETWORKS) + ","
                + inside(CLASSES) + "," + inside(SERVICES) + "}";
    }

    private static String inside(String object) {
        return object.substring(1, object.length() - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mfs-network:devices/device=spare",
                "/mfs-network:managers/manager=idle",
                "/ietf-network:networks/network=empty",
                SITE + "/node=a/mfs-network:endpoint=free-a",
                "/mfs-policy:protection-classes/protection-class=lead"
            })
    void what_no_service_uses_goes(String address) throws Exception {
        NorthSide.Reply reply = controller.send("DELETE", address, "");

        assertThat(reply.status()).as(reply.body()).isEqualTo(204);
    }

    @Test
    void services_go_together_with_what_they_use_in_one_edit() throws Exception {
        String edit = """
                {"ietf-yang-patch:yang-patch":{"patch-id":"p","edit":[\
                {"edit-id":"1","operation":"remove","target":"/mfs-network:devices/device=alpha"},\
                {"edit-id":"2","operation":"remove","target":"/mfs-service:services/service=blue"},\
                {"edit-id":"3","operation":"remove","target":"/mfs-service:services/service=green"}]}}""";

        NorthSide.Reply reply = controller.send("PATCH", "", PATCH, edit);

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(controller.configuration()).doesNotContain("alpha\",\"host").doesNotContain("blue");
    }

    private static void refused(NorthSide.Reply reply, String path, String what) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(409);
        assertThat(reply.tag()).isEqualTo("in-use");
        assertThat(reply.path()).isEqualTo(path);
        assertThat(reply.error().get("error-message").getAsString())
                .startsWith(what + " is used by ")
                .contains("service");
        assertThat(reply.body()).contains("blue").contains("green");
    }
}
