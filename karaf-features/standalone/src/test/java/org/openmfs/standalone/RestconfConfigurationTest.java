package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the whole controller refuses because it contradicts the models or itself, and that nothing of it is kept. */
final class RestconfConfigurationTest {
    private static final String DATA = "/restconf/data/";
    private static final String GOLD = DATA + "mfs-policy:protection-classes/protection-class=gold";
    private static final String GOLD_PATH = "/mfs-policy:protection-classes/protection-class[id='gold']/";
    private static final String SITE = DATA + "ietf-network:networks/network=site";
    private static final String SITE_PATH = "/ietf-network:networks/network[network-id='site']/";
    private static final String POINT_PATH = SITE_PATH + "node[node-id='a']/mfs-network:encryption-point[id='p']/";
    private static final String BLUE = DATA + "mfs-service:services/service=blue";
    private static final String BLUE_PATH = "/mfs-service:services/service[id='blue']/";
    private static final String QKDN = DATA + "mfs-network:managers/manager=qkdn";
    private static final String PLAN = "/restconf/operations/mfs-service:plan-service";

    private static final String CLASS =
            "{\"mfs-policy:protection-class\":[{\"id\":\"gold\",\"method\":[\"ml-kem-1024\",\"qkd-014\"]}]}";
    private static final String NETWORK = """
            {"ietf-network:network":[{"network-id":"site","network-types":{"mfs-network:mfs-network":{}},"node":[\
            {"node-id":"a","mfs-network:cf":[{"id":"cf-a","device":"alpha"}],"mfs-network:encryption-point":\
            [{"id":"p","kind":"kernel","cf":"cf-a","enc-dec":"macsec0"}],"mfs-network:endpoint":\
            [{"id":"e-a","encryption-point":"p"},{"id":"e-b","encryption-point":"p"}]}]}]}""";
    private static final String SERVICE = """
            {"mfs-service:service":[{"id":"blue","a-end":{"endpoint":"e-a"},"z-end":{"endpoint":"e-b"},\
            "protection-class":"gold"}]}""";
    private static final String INTENT = """
            {"mfs-service:input":{"id":"blue","intent":{"a-end":{"endpoint":"e-a"},"z-end":{"endpoint":"e-b"},\
            "protection-class":"gold"}}}""";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Controller controller;
    private static String administrator;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        InetSocketAddress http = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        controller = Controller.start(
                new ControllerOptions(folder.resolve("data"), http, Optional.empty(), Optional.empty()));
        administrator = "admin:" + Files.readString(controller.administratorPasswordFile());
        for (String[] entry : new String[][] {{GOLD, CLASS}, {SITE, NETWORK}, {BLUE, SERVICE}}) {
            assertThat(send("PUT", entry[0], entry[1]).status()).isEqualTo(201);
        }
    }

    @AfterAll
    static void stop() {
        controller.close();
        CLIENT.close();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(classes(), networks(), networksOfOthers(), services(), managers())
                .flatMap(each -> each);
    }

    private static Stream<Arguments> classes() {
        return Stream.of(
                Arguments.of(
                        "more diversity than there is",
                        GOLD,
                        with(CLASS, "\"floor\":{\"least-diversity\":3}"),
                        GOLD_PATH + "floor/least-diversity"),
                Arguments.of(
                        "fewer factors than the default of least-diversity needs",
                        GOLD,
                        with(CLASS, "\"floor\":{\"factors\":1}"),
                        GOLD_PATH + "floor/least-diversity"),
                Arguments.of(
                        "keys that end before they are replaced",
                        GOLD,
                        with(CLASS, "\"key-life\":{\"rekey-interval\":600,\"maximum-key-age\":599}"),
                        GOLD_PATH + "key-life/maximum-key-age"),
                Arguments.of(
                        "a ground that is no word",
                        GOLD,
                        with(CLASS, "\"floor\":{\"required-ground\":[\"Two Words\"]}"),
                        GOLD_PATH + "floor/required-ground"),
                Arguments.of(
                        "the identity that grounds were before",
                        GOLD,
                        with(CLASS, "\"floor\":{\"required-ground\":[\"mfs-types:quantum-channel\"]}"),
                        GOLD_PATH + "floor/required-ground"),
                Arguments.of(
                        "another value than the address has",
                        GOLD + "/method=qkd-015",
                        "{\"mfs-policy:method\":[\"qkd-016\"]}",
                        GOLD_PATH + "method[.='qkd-015']"));
    }

    private static Stream<Arguments> networks() {
        return Stream.of(
                Arguments.of(
                        "an encryption point of a CF that is not there",
                        SITE,
                        NETWORK.replace("\"cf\":\"cf-a\"", "\"cf\":\"cf-x\""),
                        POINT_PATH + "cf"),
                Arguments.of(
                        "an encryption point without CF",
                        SITE,
                        NETWORK.replace("\"cf\":\"cf-a\",", ""),
                        POINT_PATH + "cf"),
                Arguments.of(
                        "an encryption point of no kind",
                        SITE,
                        NETWORK.replace("kernel", "Two Words"),
                        POINT_PATH + "kind"),
                Arguments.of(
                        "an endpoint at an encryption point that is not there",
                        SITE,
                        NETWORK.replace("\"encryption-point\":\"p\"", "\"encryption-point\":\"x\""),
                        SITE_PATH + "node[node-id='a']/mfs-network:endpoint[id='e-a']/encryption-point"),
                Arguments.of(
                        "an alternative that is the first encryption point",
                        SITE,
                        NETWORK.replace(
                                "{\"id\":\"e-a\",", "{\"id\":\"e-a\",\"alternative-encryption-point\":[\"p\"],"),
                        SITE_PATH
                                + "node[node-id='a']/mfs-network:endpoint[id='e-a']/alternative-encryption-point[.='p']"));
    }

    private static Stream<Arguments> networksOfOthers() {
        return Stream.of(
                Arguments.of(
                        "an underlay of a network that is not ours",
                        DATA + "ietf-network:networks/network=n",
                        "{\"ietf-network:network\":[{\"network-id\":\"n\",\"mfs-network:underlay\":\"ip\"}]}",
                        "/ietf-network:networks/network[network-id='n']/mfs-network:underlay"),
                Arguments.of(
                        "CFs in a network that is not ours",
                        SITE,
                        NETWORK.replace("\"mfs-network:mfs-network\":{}", ""),
                        SITE_PATH + "node[node-id='a']/mfs-network:cf"),
                Arguments.of(
                        "the cost of a link that is not ours",
                        DATA + "ietf-network:networks/network=n",
                        "{\"ietf-network:network\":[{\"network-id\":\"n\",\"ietf-network-topology:link\":[{\"link-id\":\"l\","
                                + "\"mfs-network:cost\":4}]}]}",
                        "/ietf-network:networks/network[network-id='n']/ietf-network-topology:link[link-id='l']"
                                + "/mfs-network:cost"));
    }

    private static Stream<Arguments> services() {
        return Stream.of(
                Arguments.of(
                        "a class that is not there",
                        BLUE,
                        SERVICE.replace("gold", "lead"),
                        BLUE_PATH + "protection-class"),
                Arguments.of(
                        "an endpoint that is not there",
                        BLUE,
                        SERVICE.replace("e-a", "e-x"),
                        BLUE_PATH + "a-end/endpoint"),
                Arguments.of(
                        "the same endpoint twice", BLUE, SERVICE.replace("e-a", "e-b"), BLUE_PATH + "z-end/endpoint"),
                Arguments.of(
                        "fewer methods than the class needs",
                        BLUE,
                        with(SERVICE, "\"method\":[\"qkd-014\"]"),
                        BLUE_PATH + "method"),
                Arguments.of(
                        "a longer interval than the class has",
                        BLUE,
                        with(SERVICE, "\"rekey-interval\":3601"),
                        BLUE_PATH + "rekey-interval"));
    }

    private static Stream<Arguments> managers() {
        return Stream.of("qkdn/restconf", "ftp://qkdn.example", "not a uri", "https:")
                .map(address -> Arguments.of(
                        "a manager at " + address,
                        QKDN,
                        manager(address),
                        "/mfs-network:managers/manager[id='qkdn']/address"));
    }

    private static String manager(String address) {
        return "{\"mfs-network:manager\":[{\"id\":\"qkdn\",\"kind\":\"qkdn-015\",\"address\":[\"" + address + "\"]}]}";
    }

    private static String with(String entry, String more) {
        return entry.replace("}]}", "," + more + "}]}");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void what_contradicts_the_models_or_itself_is_refused_as_a_whole(
            String what, String address, String body, String path) throws Exception {
        if (address.equals(QKDN)) {
            assertThat(send("PUT", QKDN, manager("https://qkdn.example")).status())
                    .isIn(201, 204);
        }
        String before = configuration();
        for (String method : new String[] {"PUT", "PATCH"}) {
            if (method.equals("PATCH") && (what.endsWith("not ours") || what.endsWith("without CF"))) {
                continue;
            }
            NorthSide.Reply refused = send(method, address, body);
            assertThat(refused.status()).as(method).isEqualTo(400);
            assertThat(refused.path()).as(method).isEqualTo(path);
            assertThat(refused.tag()).as(method).isIn("invalid-value", "missing-element");
        }
        assertThat(configuration()).isEqualTo(before);
    }

    @Test
    void what_a_class_and_the_mark_of_a_network_hold_together_cannot_be_taken_away() throws Exception {
        String before = configuration();
        for (String used : new String[] {GOLD + "/method=qkd-014", SITE + "/network-types"}) {
            assertThat(send("DELETE", used, "").status()).as(used).isEqualTo(400);
        }
        assertThat(configuration()).isEqualTo(before);
    }

    @Test
    void a_network_is_ours_by_its_type_alone() throws Exception {
        assertThat(NETWORK).doesNotContain("underlay");
        NorthSide.Reply dryRun = send("POST", PLAN, INTENT);
        assertThat(dryRun.body()).contains("device-unknown").doesNotContain("unknown-endpoint");
    }

    @Test
    void a_dry_run_refuses_what_contradicts_itself_and_names_the_leaf_of_its_input() throws Exception {
        NorthSide.Reply equal = send("POST", PLAN, INTENT.replace("e-a", "e-b"));
        assertThat(equal.status()).isEqualTo(400);
        assertThat(equal.path()).isEqualTo("/mfs-service:input/intent/z-end/endpoint");
        NorthSide.Reply longer = send("POST", PLAN, INTENT.replace("\"gold\"", "\"gold\",\"rekey-interval\":604800"));
        assertThat(longer.status()).isEqualTo(400);
        assertThat(longer.path()).isEqualTo("/mfs-service:input/intent/rekey-interval");
        NorthSide.Reply unknown = send("POST", PLAN, "{\"mfs-service:input\":{\"id\":\"nobody\"}}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.path()).isEqualTo("/mfs-service:input/id");
        assertThat(unknown.body()).contains("there is no service nobody");
    }

    @Test
    void a_dry_run_of_what_does_not_exist_says_why_there_is_no_plan() throws Exception {
        NorthSide.Reply reply = send("POST", PLAN, INTENT.replace("gold", "lead"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("unknown-class").contains("lead");
    }

    private static String configuration() throws Exception {
        return send("GET", DATA.substring(0, DATA.length() - 1) + "?content=config", "")
                .body();
    }

    private static NorthSide.Reply send(String method, String address, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(controller.restconf().resolve(address))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", NorthSide.JSON)
                .header("Authorization", NorthSide.authorization(administrator))
                .build();
        HttpResponse<byte[]> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
        return new NorthSide.Reply(response.statusCode(), response);
    }
}
