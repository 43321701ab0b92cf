package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.standalone.mdsal.KeptConfiguration;

/** What may be said of how the controller shows a manager who it is, and what is told of it. */
final class RestconfManagerAccessTest {
    private static final String TOKEN = "planted-TOKEN._~+/8==";
    private static final String PATCH = "application/yang-patch+json";
    private static final String MANAGERS = "/mfs-network:managers";
    private static final String APN = MANAGERS + "/manager=apn";
    private static final String ENTRY = "/mfs-network:managers/manager[id='apn']/";
    private static final String LOOPBACK = "http://127.0.0.1:1/restconf";
    private static final String USER = ",\"user\":\"mfs\"";

    @TempDir
    private static Path folder;

    private static WholeController controller;

    @BeforeAll
    static void start() throws Exception {
        controller = new WholeController(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        controller.close();
    }

    @AfterEach
    void forget() throws Exception {
        assertThat(controller.send("DELETE", MANAGERS, "").status()).isIn(204, 404);
    }

    private static String manager(String address, String more) {
        return """
                {"mfs-network:manager":[{"id":"apn","kind":"apn-tapi","address":["%s"]%s}]}""".formatted(address, more);
    }

    private static String token(String token) {
        return ",\"bearer-token\":\"" + token + "\"";
    }

    private NorthSide.Reply put(String body) throws Exception {
        NorthSide.Reply reply = controller.send("PUT", APN, body);
        assertThat(reply.body()).doesNotContain(TOKEN);
        return reply;
    }

    @Test
    void a_manager_that_refuses_us_is_a_warning_in_the_log_with_what_was_refused() throws Exception {
        HttpServer refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        refusing.createContext("/", request -> {
            request.sendResponseHeaders(401, -1);
            request.close();
        });
        refusing.start();
        String address = "http://127.0.0.1:" + refusing.getAddress().getPort() + "/restconf";
        try (HeardLog log = new HeardLog()) {
            assertThat(put(manager(address, token(TOKEN))).status()).isEqualTo(201);

            assertThat(log.await(line -> line.startsWith("WARN manager apn")))
                    .startsWith("WARN manager apn is refused: ")
                    .endsWith("the bearer-token was refused (status 401)");
        } finally {
            refusing.stop(0);
        }
    }

    private void given() throws Exception {
        assertThat(put(manager(LOOPBACK, token(TOKEN))).status()).isEqualTo(201);
    }

    private static void refused(NorthSide.Reply reply, String leaf) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.path()).isEqualTo(ENTRY + leaf);
        assertThat(reply.body()).contains(leaf).doesNotContain(TOKEN);
    }

    private String stored() throws Exception {
        return KeptConfiguration.in(folder.resolve("data"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.0.2.1/restconf",
                "HTTP://apn.example.net:8080/restconf",
                "http://localhost.example.net/",
                "http://127.0.0.1.example.net/",
                "http://[2001:db8::1]/",
                "http://0.0.0.0:80/"
            })
    void nothing_secret_goes_over_http_to_another_machine(String address) throws Exception {
        refused(put(manager(address, USER + ",\"password\":\"secret\"")), "password");
        refused(put(manager(address, token(TOKEN))), "bearer-token");
        refused(put(manager(address, ",\"client-identity\":\"apn\"")), "client-identity");
        assertThat(put(manager(address, "")).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/restconf",
                "http://127.9.9.9:1/",
                "http://[::1]:1/",
                "http://LocalHost:1/",
                "https://192.0.2.1:1/restconf"
            })
    void over_TLS_and_within_this_machine_everything_may_be_said(String address) throws Exception {
        assertThat(put(manager(address, USER + ",\"password\":\"secret\",\"client-identity\":\"apn\""))
                        .status())
                .isEqualTo(201);
        assertThat(put(manager(address, token(TOKEN) + ",\"client-identity\":\"apn\""))
                        .status())
                .isEqualTo(204);
        assertThat(put(manager(address, ",\"client-identity\":\"apn\"" + token(TOKEN)))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void a_second_address_in_clear_is_seen_too() throws Exception {
        String both = manager("https://192.0.2.1/\",\"http://192.0.2.2/", token(TOKEN));

        NorthSide.Reply reply = put(both);

        refused(reply, "bearer-token");
        assertThat(reply.body()).contains("http://192.0.2.2");
    }

    @Test
    void a_token_stands_in_the_place_of_user_and_password() throws Exception {
        refused(put(manager(LOOPBACK, token(TOKEN) + USER + ",\"password\":\"secret\"")), "bearer-token");
        refused(put(manager(LOOPBACK, token(TOKEN) + USER)), "bearer-token");
        refused(put(manager(LOOPBACK, token(TOKEN) + ",\"password\":\"secret\"")), "bearer-token");
        assertThat(controller.send("GET", APN, "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "a=b", "=", "ä", "a,b", "a\\u0000", "a\\r\\nX: y", ""})
    void a_token_that_no_header_could_carry_is_refused(String wrong) throws Exception {
        NorthSide.Reply reply = put(manager(LOOPBACK, token(wrong)));

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.path()).isEqualTo(ENTRY + "bearer-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../users", "a/b", "..", ".", "a\\\\b", "/etc/key", "-a", "", "a\\u0000"})
    void a_client_identity_is_a_name_and_no_path(String wrong) throws Exception {
        NorthSide.Reply reply = put(manager(LOOPBACK, ",\"client-identity\":\"" + wrong + "\""));

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.path()).isEqualTo(ENTRY + "client-identity");
    }

    @ParameterizedTest
    @ValueSource(strings = {APN, MANAGERS, ""})
    void a_GET_that_is_PUT_back_keeps_the_token(String address) throws Exception {
        given();
        String read = controller.send("GET", address + "?content=config", "").body();
        assertThat(read).doesNotContain(TOKEN);

        NorthSide.Reply reply = controller.send("PUT", address, read);

        assertThat(reply.status()).as(reply.body()).isEqualTo(204);
        assertThat(stored()).contains(TOKEN);
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:2/restconf,''", "https://127.0.0.1:1/restconf,''"})
    void the_token_goes_to_no_other_side(String address, String more) throws Exception {
        given();

        refused(put(manager(address, more)), "bearer-token");
        refused(controller.send("PATCH", APN, manager(address, more)), "bearer-token");

        assertThat(put(manager(address, token(TOKEN))).status()).isEqualTo(204);
    }

    @Test
    void user_and_password_do_not_come_to_stand_beside_a_token_that_is_kept() throws Exception {
        given();

        refused(put(manager(LOOPBACK, USER + ",\"password\":\"secret\"")), "bearer-token");
        refused(controller.send("PATCH", APN, manager(LOOPBACK, USER)), "bearer-token");

        assertThat(stored()).contains(TOKEN).doesNotContain("secret");
    }

    @Test
    void one_edit_list_puts_a_password_in_the_place_of_the_token() throws Exception {
        given();
        String edits = """
                {"ietf-yang-patch:yang-patch":{"patch-id":"p","edit":[\
                {"edit-id":"1","operation":"remove","target":"%1$s/bearer-token"},\
                {"edit-id":"2","operation":"merge","target":"%1$s","value":%2$s}]}}""".formatted(APN, manager(LOOPBACK, USER + ",\"password\":\"secret\""));

        NorthSide.Reply reply = controller.send("PATCH", "", PATCH, edits);

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(stored()).doesNotContain(TOKEN).contains("secret");
    }

    @Test
    void a_token_goes_by_its_own_deletion_and_state_says_whether_there_is_one() throws Exception {
        given();
        assertThat(isSet("bearer-token-set")).isTrue();
        assertThat(isSet("password-set")).isFalse();
        assertThat(controller.send("GET", APN + "/bearer-token", "").status()).isEqualTo(404);
        assertThat(controller.send("GET", "", "").body())
                .contains("\"bearer-token-set\":true")
                .doesNotContain(TOKEN);

        assertThat(controller.send("DELETE", APN + "/bearer-token", "").status())
                .isEqualTo(204);

        assertThat(isSet("bearer-token-set")).isFalse();
        assertThat(stored()).doesNotContain(TOKEN);
    }

    private boolean isSet(String flag) throws Exception {
        JsonObject entry = controller
                .send("GET", APN, "")
                .json()
                .getAsJsonArray("mfs-network:manager")
                .get(0)
                .getAsJsonObject();
        return entry.get(flag).getAsBoolean();
    }

    @Test
    void no_file_but_the_configuration_holds_the_token() throws Exception {
        given();

        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.getFileName().toString().startsWith("configuration")))
                    .allSatisfy(file -> assertThat(
                                    new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                            .doesNotContain(TOKEN));
        }
    }
}
