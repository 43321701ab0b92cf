package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a list of edits (RFC 8072) and is no part of one is refused: it is not overlooked, and not carried out. */
final class RestconfEditListTest {
    private static final String SERVICES = "/restconf/data/mfs-service:services";
    private static final String BLUE = SERVICES + "/service=blue";
    private static final String NOTHING = edit("remove", "none");
    private static final String LOSS = edit("delete", "blue");

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
    void write() {
        assertThat(north.json("PUT", BLUE, NorthSide.SERVICE.formatted("blue")).status())
                .isIn(201, 204);
    }

    private static String edit(String operation, String service) {
        return """
                {"edit-id":"1","operation":"%s","target":"/service=%s"}""".formatted(operation, service);
    }

    private static int patched(String encoding, String body) {
        return north.send("PATCH", SERVICES, "application/yang-patch+" + encoding, body, north.administrator)
                .status();
    }

    private static int patched(String edits) {
        return patched("json", "{\"ietf-yang-patch:yang-patch\":{\"patch-id\":\"p\"," + edits + "}}");
    }

    private static void assertUntouched() {
        assertThat(north.get(BLUE).status()).isEqualTo(200);
    }

    @Test
    void an_edit_within_something_else_is_not_carried_out() {
        assertThat(patched("\"note\":{\"edit\":[" + LOSS + "]},\"edit\":[" + NOTHING + "]"))
                .isEqualTo(400);
        assertUntouched();
    }

    @Test
    void more_edits_within_something_else_are_400() {
        assertThat(patched("\"edit\":[" + NOTHING + "],\"note\":{\"edit\":[" + LOSS + "]}"))
                .isEqualTo(400);
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x:edit", "ietf-yang-patch:edit", "edits"})
    void edits_by_another_name_are_not_told_as_made(String name) {
        assertThat(patched("\"" + name + "\":[" + LOSS + "]")).isEqualTo(400);
        assertUntouched();
    }

    @Test
    void what_is_of_another_namespace_is_not_looked_at_instead() {
        String two = """
                <yang-patch xmlns="urn:ietf:params:xml:ns:yang:ietf-yang-patch" xmlns:x="urn:x"><patch-id>p</patch-id>\
                <edit><edit-id>1</edit-id><x:operation>remove</x:operation><operation>delete</operation>\
                <x:target>/service=none</x:target><target>/service=blue</target></edit></yang-patch>""";

        assertThat(patched("xml", two)).isEqualTo(400);
        assertUntouched();
    }

    @Test
    void edits_with_a_prefix_are_not_told_as_made() {
        String prefixed = """
                <yang-patch xmlns="urn:ietf:params:xml:ns:yang:ietf-yang-patch"\
                 xmlns:p="urn:ietf:params:xml:ns:yang:ietf-yang-patch"><patch-id>p</patch-id>\
                <p:edit><edit-id>1</edit-id><operation>delete</operation><target>/service=blue</target></p:edit>\
                </yang-patch>""";

        int told = patched("xml", prefixed);

        assertThat(told == 200).isEqualTo(north.get(BLUE).status() == 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"patch-id", "edit-id"})
    void a_name_that_xml_can_not_carry_is_refused(String leaf) {
        String body = "{\"ietf-yang-patch:yang-patch\":{\"patch-id\":\"p\",\"edit\":[" + NOTHING + "]}}";
        String named = body.replaceFirst("(\"" + leaf + "\":\")[1p]", "$1\\\\u0001");

        assertThat(named).contains("\\u0001");
        assertThat(patched("json", named)).isEqualTo(400);
    }

    @Test
    void nor_is_a_key_that_xml_can_not_carry_looked_for() {
        String body = "{\"ietf-yang-patch:yang-patch\":{\"patch-id\":\"p\",\"edit\":[{\"edit-id\":\"1\","
                + "\"operation\":\"delete\",\"target\":\"/ietf-network:networks/network=%EF%BF%BF\"}]}}";

        var told = north.send("PATCH", "/restconf/data", "application/yang-patch+json", body, north.administrator);

        assertThat(told.status()).isEqualTo(400);
    }
}
