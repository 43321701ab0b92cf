package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.standalone.NorthSide.SERVICE;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of the configuration: what may be changed, in which order, and what a refusal leaves. */
final class RestconfWritesTest {
    private static final String SERVICES = "/restconf/data/mfs-service:services";
    private static final String BLUE = SERVICES + "/service=blue";
    private static final String PATCH = "application/yang-patch+json";

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
    void onlyBlue() {
        assertThat(north.json("DELETE", SERVICES, "").status()).isIn(204, 404);
        assertThat(north.json("PUT", BLUE, SERVICE.formatted("blue")).status()).isEqualTo(201);
    }

    private static NorthSide.Reply edits(String target, String... edits) {
        String body =
                "{\"ietf-yang-patch:yang-patch\":{\"patch-id\":\"p\",\"edit\":[" + String.join(",", edits) + "]}}";
        return north.send("PATCH", target, PATCH, body, north.administrator);
    }

    private static List<String> methods() {
        JsonObject blue = north.get(BLUE + "?content=config")
                .json()
                .getAsJsonArray("mfs-service:service")
                .get(0)
                .getAsJsonObject();
        return blue.has("method")
                ? blue.getAsJsonArray("method").asList().stream()
                        .map(JsonElement::getAsString)
                        .toList()
                : List.of();
    }

    @Test
    void what_is_not_there_is_not_made_by_a_plain_patch() {
        NorthSide.Reply refused = north.json("PATCH", SERVICES + "/service=red", SERVICE.formatted("red"));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.tag()).isEqualTo("data-missing");
        assertThat(refused.path()).isEqualTo("/mfs-service:services/service[id='red']");
        assertThat(north.get(SERVICES + "/service=red").status()).isEqualTo(404);
    }

    /** A container without meaning of its own is there as soon as what is around it is. */
    @Test
    void a_plain_patch_of_a_container_that_is_empty_adds_to_it() {
        assertThat(north.json("DELETE", SERVICES, "").status()).isEqualTo(204);

        NorthSide.Reply patched = north.json(
                "PATCH",
                SERVICES,
                "{\"mfs-service:services\":" + SERVICE.formatted("red").replace("mfs-service:service", "service")
                        + "}");

        assertThat(patched.status()).as(patched.body()).isEqualTo(204);
        assertThat(north.get(SERVICES + "/service=red").status()).isEqualTo(200);
    }

    @Test
    void an_edit_of_one_entry_leaves_the_others() {
        NorthSide.Reply done = edits("/restconf/data", """
                {"edit-id":"1","operation":"replace","target":"/mfs-service:services/service=red","value":%s}""".formatted(SERVICE.formatted("red")));

        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertThat(north.get(BLUE).status()).isEqualTo(200);
        assertThat(north.get(SERVICES + "/service=red").status()).isEqualTo(200);
    }

    @Test
    void an_edit_that_can_not_be_made_is_named_and_leaves_all_as_it_was() {
        String before = north.get(SERVICES).header("etag");

        NorthSide.Reply refused = edits(
                SERVICES,
                "{\"edit-id\":\"first\",\"operation\":\"remove\",\"target\":\"/service=blue\"}",
                "{\"edit-id\":\"second\",\"operation\":\"create\",\"target\":\"/service=blue\",\"value\":"
                        + SERVICE.formatted("blue") + "}",
                "{\"edit-id\":\"third\",\"operation\":\"create\",\"target\":\"/service=blue\",\"value\":"
                        + SERVICE.formatted("blue") + "}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body())
                .contains("\"edit-id\":\"third\"", "data-exists")
                .doesNotContain("\"first\"", "\"second\"");
        assertThat(north.get(BLUE).status()).isEqualTo(200);
        assertThat(north.get(SERVICES).header("etag")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "insert=first, 'c a b'",
        "insert=last, 'a b c'",
        "insert=before&point=/mfs-service:services/service=blue/method=b, 'a c b'",
        "insert=after&point=/mfs-service:services/service=blue/method=a, 'a c b'"
    })
    void a_value_comes_to_the_place_that_is_asked_for(String query, String order) {
        two();

        NorthSide.Reply put = north.json("PUT", BLUE + "/method=c?" + query, "{\"mfs-service:method\":[\"c\"]}");

        assertThat(put.status()).as(put.body()).isEqualTo(201);
        assertThat(methods()).containsExactly(order.split(" "));
    }

    private static void two() {
        for (String method : new String[] {"a", "b"}) {
            assertThat(north.json("PUT", BLUE + "/method=" + method, "{\"mfs-service:method\":[\"" + method + "\"]}")
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void a_value_that_is_there_moves() {
        two();

        assertThat(north.json("PUT", BLUE + "/method=b?insert=first", "{\"mfs-service:method\":[\"b\"]}")
                        .status())
                .isEqualTo(204);

        assertThat(methods()).containsExactly("b", "a");
    }

    @Test
    void a_value_is_made_in_its_place_by_a_post_and_by_an_edit() {
        two();

        assertThat(north.json("POST", BLUE + "?insert=first", "{\"mfs-service:method\":[\"c\"]}")
                        .status())
                .isEqualTo(201);
        NorthSide.Reply inserted = edits(
                BLUE,
                "{\"edit-id\":\"1\",\"operation\":\"insert\",\"target\":\"/method=d\",\"point\":\"/method=a\","
                        + "\"where\":\"before\",\"value\":{\"mfs-service:method\":[\"d\"]}}");
        assertThat(inserted.status()).as(inserted.body()).isEqualTo(200);
        assertThat(methods()).containsExactly("c", "d", "a", "b");

        NorthSide.Reply moved = edits(
                BLUE,
                "{\"edit-id\":\"1\",\"operation\":\"move\",\"target\":\"/method=c\",\"point\":\"/method=b\","
                        + "\"where\":\"after\"}");
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
        assertThat(methods()).containsExactly("d", "a", "b", "c");
    }

    @Test
    void an_edit_in_XML_puts_a_value_in_its_place_too() {
        two();

        NorthSide.Reply inserted = north.send("PATCH", BLUE, "application/yang-patch+xml", """
                <yang-patch xmlns="urn:ietf:params:xml:ns:yang:ietf-yang-patch"><patch-id>p</patch-id>
                <edit><edit-id>1</edit-id><operation>insert</operation><target>/method=c</target>
                <point>/method=b</point><where>before</where>
                <value><method xmlns="urn:openmfs:yang:mfs-service">c</method></value></edit></yang-patch>""", north.administrator);

        assertThat(inserted.status()).as(inserted.body()).isEqualTo(200);
        assertThat(methods()).containsExactly("a", "c", "b");
    }

    @ParameterizedTest
    @CsvSource({
        "/method=c?insert=before",
        "/method=c?insert=first&point=/mfs-service:services/service=blue/method=a",
        "/method=c?point=/mfs-service:services/service=blue/method=a",
        "/method=c?insert=after&point=/mfs-service:services/service=blue/method=none",
        "/method=c?insert=after&point=/mfs-service:services/service=blue",
        "/method=c?insert=after&point=nonsense"
    })
    void a_place_that_is_none_is_refused(String address) {
        two();

        NorthSide.Reply refused = north.json("PUT", BLUE + address, "{\"mfs-service:method\":[\"c\"]}");

        assertThat(refused.status()).as(refused.body()).isIn(400, 404);
        assertThat(methods()).containsExactly("a", "b");
    }

    @Test
    void only_entries_that_users_order_have_a_place() {
        NorthSide.Reply refused = north.json("PUT", SERVICES + "/service=red?insert=first", SERVICE.formatted("red"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.tag()).isEqualTo("invalid-value");
        assertThat(north.get(SERVICES + "/service=red").status()).isEqualTo(404);
    }

    @Test
    void the_entity_tag_of_an_answer_is_good_for_the_next_change_and_stays_when_nothing_changes() {
        String tag = north.json("PUT", BLUE, SERVICE.formatted("blue").replace("60", "61"))
                .header("etag");
        NorthSide.Reply again =
                north.json("PUT", BLUE, SERVICE.formatted("blue").replace("60", "61"), "If-Match", tag);
        assertThat(again.status()).isEqualTo(204);
        assertThat(again.header("etag")).isEqualTo(tag);
        NorthSide.Reply other =
                north.json("PUT", BLUE, SERVICE.formatted("blue").replace("60", "62"), "If-Match", tag);
        assertThat(other.status()).isEqualTo(204);
        assertThat(other.header("etag")).isNotEqualTo(tag);
    }
}
