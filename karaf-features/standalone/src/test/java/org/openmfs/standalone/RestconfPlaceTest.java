package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A refusal says where in the request it is what it speaks of. */
final class RestconfPlaceTest {
    private static final String SERVICES = "/restconf/data/mfs-service:services";
    private static final String BLUE = SERVICES + "/service=blue";

    @TempDir
    private static Path folder;

    private static NorthSide north;

    @BeforeAll
    static void start() throws Exception {
        north = new NorthSide(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        north.close();
    }

    private static void assertRefused(NorthSide.Reply reply, int status, String tag, String text) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.tag()).isEqualTo(tag);
        assertThat(reply.error().get("error-message").getAsString()).isEqualTo(text);
    }

    @Test
    void a_body_that_is_broken_is_so_at_a_line_and_a_column() {
        assertRefused(
                north.json("PUT", BLUE, "{\"mfs-service:service\":[\n {\"id\":\"blue\",\n  \"rekey-interval\" 60}]}"),
                400,
                "malformed-message",
                "The body is not well-formed JSON at line 3, column 21.");
        assertRefused(
                north.json("PUT", BLUE, "{\"mfs-service:service\":[\n {\"id\":\"blue\""),
                400,
                "malformed-message",
                "The body is not well-formed JSON at line 2, column 14: it ends there.");
        assertThat(north.xml("PUT", BLUE, "<service xmlns=\"urn:openmfs:yang:mfs-service\">\n<id>blue</ie></service>")
                        .body())
                .contains("The body is not well-formed XML at line 2, column ");
    }

    @Test
    void a_query_parameter_that_can_not_be_is_named_with_what_could_be() {
        assertRefused(
                north.get(SERVICES + "?dept=1"),
                400,
                "invalid-value",
                "There is no query parameter 'dept' for this; there are content, depth, fields, with-defaults.");
        assertRefused(
                north.json("DELETE", BLUE + "?depth=1", ""),
                400,
                "invalid-value",
                "There is no query parameter 'depth' for this; there are none.");
        assertRefused(
                north.get(SERVICES + "?depth=0"),
                400,
                "invalid-value",
                "The query parameter 'depth' can't have this value: 1 to 65535 or unbounded was expected.");
        assertRefused(
                north.get(SERVICES + "?content=all-of-it"),
                400,
                "invalid-value",
                "The query parameter 'content' can't have this value: config, nonconfig or all was expected.");
    }

    @Test
    void an_address_that_the_models_do_not_know_is_told_apart_from_data_that_are_not_there() {
        assertRefused(
                north.get(BLUE + "/nonsense/id"),
                404,
                "invalid-value",
                "The models have nothing at this address: they know no 'nonsense' there.");
        assertRefused(
                north.get("/restconf/data/no-such-module:x"),
                404,
                "invalid-value",
                "The models have nothing at this address: they know no 'no-such-module:x' there.");
        assertRefused(north.get(SERVICES + "/service=never"), 404, "data-missing", "There is no such data.");
    }

    @Test
    void a_body_of_more_values_than_any_configuration_has_is_too_big() {
        String many = "{\"mfs-service:service\":[" + "{},".repeat(600_000) + "{}]}";
        assertRefused(north.json("PUT", BLUE, many), 413, "too-big", "The body has more than 500,000 values.");
    }
}
