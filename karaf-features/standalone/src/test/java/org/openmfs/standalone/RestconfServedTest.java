package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a controller offers is what it has: state apart from configuration, operations that are carried out. */
final class RestconfServedTest {
    private static final String DEVICE = """
            {"mfs-network:device":[{"id":"alpha","host":"127.0.0.1","port":1,"host-key":"SHA256:%s","user":"mfs",\
            "password":"planted-secret"}]}""".formatted("A".repeat(43));

    private static WholeController controller;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        controller = new WholeController(folder);
        assertThat(controller
                        .send("PUT", "/mfs-network:devices/device=alpha", DEVICE)
                        .status())
                .isEqualTo(201);
    }

    @AfterAll
    static void stop() throws Exception {
        controller.close();
    }

    private static JsonObject device(String query) throws Exception {
        NorthSide.Reply reply = controller.send("GET", "/mfs-network:devices/device=alpha" + query, "");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().getAsJsonArray("mfs-network:device").get(0).getAsJsonObject();
    }

    /** The connection is tried after the device was written. */
    private static void untilThereIsState() throws Exception {
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!device("").keySet().contains("connection-state") && System.nanoTime() < limit) {
            Thread.sleep(50);
        }
    }

    @Test
    void who_asks_for_state_alone_gets_no_configuration_but_what_entries_are_named_by() throws Exception {
        untilThereIsState();
        Set<String> all = device("").keySet();
        Set<String> configured = device("?content=config").keySet();

        Set<String> state = device("?content=nonconfig").keySet();

        assertThat(configured).contains("id", "host", "user", "host-key");
        assertThat(state).contains("id", "password-set").doesNotContain("host", "user", "host-key", "port");
        assertThat(all).containsAll(configured).containsAll(state);
    }

    @Test
    void of_what_has_no_state_nothing_is_shown_to_who_asks_for_state_alone() throws Exception {
        assertThat(controller
                        .send("GET", "/mfs-network:devices/device=alpha/host?content=nonconfig", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void every_operation_that_is_listed_is_carried_out() throws Exception {
        NorthSide.Reply list = controller.sendTo("GET", "/restconf/operations", "");
        assertThat(list.status()).isEqualTo(200);
        JsonObject operations = list.json().getAsJsonObject("ietf-restconf:operations");

        assertThat(operations.keySet()).contains("mfs-service:plan-service");
        for (String operation : operations.keySet()) {
            String module = operation.substring(0, operation.indexOf(':'));
            int status = controller
                    .sendTo("POST", "/restconf/operations/" + operation, "{\"" + module + ":input\":{}}")
                    .status();
            assertThat(status).as(operation).isNotIn(404, 405, 501);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "POST", "PATCH", "DELETE"})
    void what_devices_serve_is_not_here(String method) throws Exception {
        assertThat(controller
                        .send(method, "/mfs-agent:agent", "{\"mfs-agent:agent\":{}}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void nor_can_it_be_written_with_everything_else() throws Exception {
        NorthSide.Reply refused = controller.send("PATCH", "", "{\"ietf-restconf:data\":{\"mfs-agent:agent\":{}}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.tag()).isIn("unknown-element", "unknown-namespace");
    }

    @Test
    void its_module_is_known_and_not_served() throws Exception {
        NorthSide.Reply library = controller.send("GET", "/ietf-yang-library:yang-library", "");

        JsonObject set = library.json()
                .getAsJsonObject("ietf-yang-library:yang-library")
                .getAsJsonArray("module-set")
                .get(0)
                .getAsJsonObject();
        assertThat(set.getAsJsonArray("module").asList()).noneMatch(RestconfServedTest::isOfDevices);
        assertThat(set.getAsJsonArray("import-only-module").asList()).anyMatch(RestconfServedTest::isOfDevices);
    }

    private static boolean isOfDevices(JsonElement module) {
        return module.getAsJsonObject().get("name").getAsString().equals("mfs-agent");
    }
}
