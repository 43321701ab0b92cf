package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.standalone.mdsal.KeptConfiguration;

/** What is read can be written back without a password, and a password never follows to another address, user or key. */
final class RestconfCredentialsTest {
    private static final String PATCH = "application/yang-patch+json";
    private static final String SECRET = "planted-secret";
    private static final String DEVICES = "/mfs-network:devices";
    private static final String ALPHA = DEVICES + "/device=alpha";
    private static final String MANAGERS = "/mfs-network:managers";
    private static final String QKDN = MANAGERS + "/manager=qkdn";
    private static final String ALPHA_PASSWORD = "/mfs-network:devices/device[id='alpha']/password";
    private static final String QKDN_PASSWORD = "/mfs-network:managers/manager[id='qkdn']/password";
    private static final String DEVICE = """
            {"mfs-network:device":[{"id":"alpha","host":"127.0.0.1","port":1830,"host-key":"SHA256:%s","user":"mfs",\
            "password":"planted-secret","admin-state":"locked"}]}""".formatted("A".repeat(43));
    private static final String MANAGER = """
            {"mfs-network:manager":[{"id":"qkdn","kind":"qkdn-015","address":["http://127.0.0.1:1/restconf"],\
            "user":"mfs","password":"planted-secret"}]}""";

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

    @BeforeEach
    void given() throws Exception {
        assertThat(controller.send("PUT", ALPHA, DEVICE).status()).isEqualTo(201);
        assertThat(controller.send("PUT", QKDN, MANAGER).status()).isEqualTo(201);
    }

    @AfterEach
    void forget() throws Exception {
        for (String all : List.of(DEVICES, MANAGERS)) {
            assertThat(controller.send("DELETE", all, "").status()).isIn(204, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ALPHA, QKDN, DEVICES, MANAGERS, ""})
    void a_GET_that_is_PUT_back_keeps_the_passwords(String address) throws Exception {
        String read = controller.send("GET", address + "?content=config", "").body();
        assertThat(read).doesNotContain(SECRET);

        NorthSide.Reply reply = controller.send("PUT", address, read);

        assertThat(reply.status()).as(reply.body()).isEqualTo(204);
        assertThat(stored(DEVICES, "device")).contains(SECRET);
        assertThat(stored(MANAGERS, "manager")).contains(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {DEVICES, ""})
    void so_does_a_GET_in_XML(String address) throws Exception {
        NorthSide.Reply read = controller.read(address + "?content=config", NorthSide.XML);

        NorthSide.Reply reply = controller.send("PUT", address, NorthSide.XML, read.body());

        assertThat(reply.status()).as(reply.body()).isEqualTo(204);
        assertThat(stored(DEVICES, "device")).contains(SECRET);
    }

    @Test
    void an_edit_list_that_replaces_keeps_the_password_too() throws Exception {
        String edit = """
                {"ietf-yang-patch:yang-patch":{"patch-id":"p","edit":[{"edit-id":"1","operation":"replace",\
                "target":"%s","value":%s}]}}""".formatted(ALPHA, withoutPassword(DEVICE).replace("locked", "unlocked"));

        NorthSide.Reply reply = controller.send("PATCH", "", PATCH, edit);

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(stored(DEVICES, "device")).contains(SECRET);
        assertThat(controller.send("GET", ALPHA, "").body()).contains("unlocked");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,127.0.0.2",
        "1830,1831",
        "'\"port\":1830,',''",
        "SHA256:A,SHA256:B",
        "'\"user\":\"mfs\"','\"user\":\"eve\"'"
    })
    void the_password_of_a_device_goes_to_no_other_side(String from, String to) throws Exception {
        String other = withoutPassword(DEVICE).replace(from, to);
        String inside = other.substring(1, other.length() - 1).replace("mfs-network:device", "device");

        refused(controller.send("PUT", ALPHA, other), ALPHA_PASSWORD);
        refused(controller.send("PUT", DEVICES, "{\"mfs-network:devices\":{" + inside + "}}"), ALPHA_PASSWORD);
        if (!to.isEmpty()) {
            refused(controller.send("PATCH", ALPHA, other), ALPHA_PASSWORD);
        }
        assertThat(controller.send("PUT", ALPHA, DEVICE.replace(from, to)).status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({
        "'[\"http://127.0.0.1:1/restconf\"]','[\"http://127.0.0.1:2/restconf\"]'",
        "'[\"http://127.0.0.1:1/restconf\"]','[\"http://127.0.0.1:1/restconf\",\"http://127.0.0.1:2/restconf\"]'",
        "'\"user\":\"mfs\"','\"user\":\"eve\"'"
    })
    void the_password_of_a_manager_goes_to_no_other_side(String from, String to) throws Exception {
        String other = withoutPassword(MANAGER).replace(from, to);

        refused(controller.send("PUT", QKDN, other), QKDN_PASSWORD);
        refused(controller.send("PATCH", QKDN, other), QKDN_PASSWORD);
        assertThat(stored(MANAGERS, "manager")).contains(SECRET);
        assertThat(controller.send("PUT", QKDN, MANAGER.replace(from, to)).status())
                .isEqualTo(204);
    }

    @Test
    void a_leaf_by_itself_carries_the_password_nowhere_either() throws Exception {
        refused(controller.send("PUT", ALPHA + "/host", "{\"mfs-network:host\":\"127.0.0.9\"}"), ALPHA_PASSWORD);
        refused(controller.send("DELETE", ALPHA + "/port", ""), ALPHA_PASSWORD);
        refused(
                controller.send(
                        "PUT",
                        QKDN + "/address=http%3A%2F%2F127.0.0.1%3A9%2F",
                        "{\"mfs-network:address\":[\"http://127.0.0.1:9/\"]}"),
                QKDN_PASSWORD);
    }

    @Test
    void a_password_goes_by_its_own_deletion_or_with_its_user() throws Exception {
        assertThat(controller.send("DELETE", ALPHA + "/password", "").status()).isEqualTo(204);
        assertThat(controller.send("PUT", QKDN, withoutPassword(MANAGER)).status())
                .isEqualTo(204);
        assertThat(stored(DEVICES, "device")).doesNotContain(SECRET);
        assertThat(stored(MANAGERS, "manager")).contains(SECRET);

        assertThat(controller
                        .send("PUT", QKDN, withoutPassword(MANAGER).replace(",\"user\":\"mfs\"", ""))
                        .status())
                .isEqualTo(204);

        assertThat(stored(MANAGERS, "manager")).doesNotContain(SECRET);
        assertThat(controller.send("PUT", ALPHA, withoutPassword(DEVICE)).status())
                .isEqualTo(204);
        assertThat(stored(DEVICES, "device")).doesNotContain(SECRET);
    }

    @Test
    void whether_a_password_is_set_is_shown_and_never_which() throws Exception {
        assertThat(isSet(ALPHA, "device")).contains(true);
        assertThat(isSet(QKDN, "manager")).contains(true);
        assertThat(controller.send("GET", "", "").body())
                .contains("\"password-set\":true")
                .doesNotContain(SECRET);
        assertThat(controller.send("GET", ALPHA + "/password-set", "").body()).contains("true");

        assertThat(controller.send("DELETE", ALPHA + "/password", "").status()).isEqualTo(204);

        assertThat(isSet(ALPHA, "device")).contains(false);
        assertThat(controller
                        .send("PUT", ALPHA + "/password-set", "{\"mfs-network:password-set\":true}")
                        .status())
                .isEqualTo(405);
    }

    private Optional<Boolean> isSet(String address, String list) throws Exception {
        JsonObject entry = controller
                .send("GET", address, "")
                .json()
                .getAsJsonArray("mfs-network:" + list)
                .get(0)
                .getAsJsonObject();
        return Optional.ofNullable(entry.get("password-set")).map(leaf -> leaf.getAsBoolean());
    }

    private static String withoutPassword(String body) {
        return body.replace(",\"password\":\"" + SECRET + "\"", "");
    }

    private static void refused(NorthSide.Reply reply, String path) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.path()).isEqualTo(path);
        assertThat(reply.error().get("error-message").getAsString()).contains("password");
        assertThat(reply.body()).doesNotContain(SECRET);
    }

    /** What is kept of a list. */
    private String stored(String container, String list) throws Exception {
        StringBuilder found = new StringBuilder();
        for (String line : KeptConfiguration.in(folder.resolve("data")).lines().toList()) {
            JsonObject object = JsonParser.parseString(line).getAsJsonObject();
            if (object.has(container.substring(1))) {
                found.append(object.getAsJsonObject(container.substring(1)).get(list));
            }
        }
        return found.toString();
    }
}
