package org.openmfs.standalone;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.standalone.NorthSide.SERVICE;

import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that few clients send: of those that mean no good, and of those that know no better. */
final class RestconfOddRequestTest {
    private static final String SERVICES = "/restconf/data/mfs-service:services";
    private static final String NETWORK = "/restconf/data/ietf-network:networks/network=";

    private static NorthSide north;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        north = new NorthSide(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        north.close();
    }

    /** Else who is no user could fill the memory, and keep it full by sending the last octets slowly. */
    @Test
    void what_everybody_may_ask_is_answered_without_waiting_for_a_body() throws Exception {
        try (Socket client = north.connect()) {
            client.setSoTimeout(5_000);
            client.getOutputStream()
                    .write("GET /livez HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n".getBytes(US_ASCII));

            assertThat(new String(client.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2_147_483_648L, 3_000_000_000L})
    void a_body_that_says_that_it_is_huge_is_413(long octets) throws Exception {
        String request = north.head("PUT " + SERVICES) + "Content-Length: " + octets + "\r\n\r\n";

        assertThat(north.raw(request)).startsWith("HTTP/1.1 413").contains("too-big");
    }

    @Test
    void fields_that_go_deeper_than_any_model_are_400() {
        assertThat(north.get(SERVICES + "?fields=" + "a/".repeat(3000) + "a").status())
                .isEqualTo(400);
    }

    @Test
    void a_change_that_was_made_is_told_as_made_however_long_its_address_is() {
        String id = "x" + ":".repeat(7500);

        int told = north.json("PUT", NETWORK + id, """
                {"ietf-network:network":[{"network-id":"%s"}]}""".formatted(id)).status();

        boolean made = north.get(NETWORK + id).status() == 200;
        assertThat(told == 201).as("status %d", told).isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"mfs-service:rekey-interval\":120", "\"mfs-service:z-end\":{\"endpoint\":\"e3\"}"})
    void a_node_that_is_there_twice_is_refused_however_its_name_is_written(String again) {
        String body = SERVICE.formatted("twice").replace("\"id\"", again + ",\"id\"");

        assertThat(north.json("PUT", SERVICES + "/service=twice", body).status())
                .isEqualTo(400);
    }

    @Test
    void a_host_whose_name_has_an_underscore_is_called_by_it() throws Exception {
        String request = north.head("GET /restconf").replace("Host: localhost", "Host: my_controller:8181");

        assertThat(north.raw(request + "\r\n")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept: a/b;q=x", "Content-Type: nonsense"})
    void a_media_type_that_is_none_is_refused_in_words(String header) throws Exception {
        String request = north.head("PUT " + SERVICES) + header + "\r\nContent-Length: 0\r\n\r\n";

        assertThat(north.raw(request)).startsWith("HTTP/1.1 4").contains("ietf-restconf:errors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH"})
    void a_datastore_in_an_array_is_400(String method) {
        assertThat(north.json(method, "/restconf/data", "{\"ietf-restconf:data\":[{}]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void an_empty_datastore_is_one_in_xml_too() {
        assertThat(north.json("PATCH", "/restconf/data", "{\"ietf-restconf:data\":{}}")
                        .status())
                .isEqualTo(204);
        assertThat(north.xml("PATCH", "/restconf/data", "<data xmlns=\"urn:ietf:params:xml:ns:yang:ietf-restconf\"/>")
                        .status())
                .isEqualTo(204);
    }

    /** What is read leniently, two programs read differently: one that lets through by path, and this one. */
    @Test
    void what_is_beside_a_resource_is_not_taken_for_what_is_below_it() {
        assertThat(north.json("PUT", SERVICES + "/service=below", SERVICE.formatted("below"))
                        .status())
                .isEqualTo(201);
        String beside = "/restconf/data;mfs-service:services/service=below";

        assertThat(north.get(beside).status()).isIn(400, 404);
        assertThat(north.json("DELETE", beside, "").status()).isIn(400, 404);
        assertThat(north.get(SERVICES + "/service=below").status()).isEqualTo(200);
    }
}
