package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an address may be that the controller is to call, and what is told of one that it can't. */
final class RestconfCalledAddressTest {
    private static final String EXPECTED =
            "an absolute URI http(s)://HOST[:PORT][/PATH] without user info, query or fragment";
    private static final String MANAGER = "/mfs-network:managers/manager";
    private static final String DEVICE = "/mfs-network:devices/device";

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

    private static NorthSide.Reply manager(String... addresses) throws Exception {
        String list = String.join(
                ",",
                List.of(addresses).stream()
                        .map(address -> new JsonPrimitive(address).toString())
                        .toList());
        return controller.send("PUT", MANAGER + "=apn", """
                {"mfs-network:manager":[{"id":"apn","kind":"apn-tapi","address":[%s]}]}""".formatted(list));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "qkdn",
                "https://",
                "https:///restconf",
                "https:qkdn",
                "ftp://qkdn/restconf",
                "https://q kdn/",
                "https://qkdn:port/",
                "https://qkdn:0/restconf",
                "https://qkdn:65536/",
                "https://qkdn:99999999999/",
                "https://[::1/",
                "https://qkdn/%zz",
                "https://qkdn/?depth=1",
                "https://qkdn/#top",
                "https://mfs:planted@qkdn/",
                "https://mfs:planted@q kdn/",
                "https://qkdn/?token=planted"
            })
    void an_address_of_a_manager_that_cannot_be_called_is_told_in_words_with_what_was_expected(String address)
            throws Exception {
        NorthSide.Reply reply = manager(address);

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.path()).isEqualTo(MANAGER + "[id='apn']/address");
        assertThat(reply.error().get("error-message").getAsString())
                .contains(EXPECTED)
                .contains("'")
                .doesNotContain("planted", "index", "Expected", "Illegal", "Malformed");
    }

    @Test
    void every_address_that_is_wrong_is_told_and_however_long_it_is_in_one_short_line() throws Exception {
        NorthSide.Reply reply = manager("https://", "https://qkdn:0", "https://qkdn/" + "x ".repeat(5_000));

        List<String> texts =
                reply.json().getAsJsonObject("ietf-restconf:errors").getAsJsonArray("error").asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .map(error -> error.get("error-message").getAsString())
                        .toList();
        assertThat(texts).hasSize(3).allSatisfy(text -> assertThat(text).hasSizeLessThan(300));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://qkdn",
                "HTTP://127.0.0.1:1/restconf",
                "https://[::1]:65535/a/b/",
                "https://q-1.example:1"
            })
    void one_that_can_be_called_is_taken(String address) throws Exception {
        NorthSide.Reply reply = manager(address);

        assertThat(reply.status()).as(reply.body()).isIn(201, 204);
    }

    private static NorthSide.Reply device(JsonElement port) throws Exception {
        JsonObject body = new JsonObject();
        body.addProperty("id", "alice");
        body.addProperty("host", "127.0.0.1");
        body.addProperty("host-key", "SHA256:" + "x".repeat(43));
        body.add("port", port);
        return controller.send("PUT", DEVICE + "=alice", "{\"mfs-network:device\":[" + body + "]}");
    }

    @Test
    void no_device_listens_at_port_0() throws Exception {
        NorthSide.Reply reply = device(new JsonPrimitive(0));

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.path()).isEqualTo(DEVICE + "[id='alice']/port");
        assertThat(reply.error().get("error-message").getAsString()).contains("1..65535");
        assertThat(device(new JsonPrimitive(1)).status()).isEqualTo(201);
        assertThat(controller
                        .send("PATCH", DEVICE + "=alice/port", "{\"mfs-network:port\":0}")
                        .status())
                .isEqualTo(400);
    }
}
