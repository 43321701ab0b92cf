package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What RESTCONF says of itself, to tools and to people. */
final class RestconfDescriptionTest {
    private static final Path EXAMPLES = Path.of("../../yang-models/examples");
    private static final Pattern KEY = Pattern.compile("\\{([^}]*)}");

    private static NorthSide north;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        north = new NorthSide(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        north.close();
    }

    private static JsonObject document() {
        var document = north.get("/openapi.json");
        assertThat(document.status()).isEqualTo(200);
        return document.json();
    }

    @Test
    void the_openapi_document_describes_our_modules() {
        JsonObject document = document();
        assertThat(document.get("openapi").getAsString()).startsWith("3.");
        JsonObject paths = document.getAsJsonObject("paths");
        assertThat(paths.keySet())
                .contains(
                        "/data/mfs-service:services/service={id}",
                        "/operations/mfs-service:plan-service",
                        "/data/ietf-network:networks/network={network-id}/node={node-id}",
                        "/streams/mfs-events")
                .noneMatch(path -> path.contains("mfs-agent") || path.contains("network-instance"));
        assertThat(paths.getAsJsonObject("/data/mfs-service:services/service={id}")
                        .keySet())
                .contains("get", "put", "patch", "delete", "parameters");
        assertThat(paths.getAsJsonObject("/data/mfs-service:services/service={id}/state")
                        .keySet())
                .doesNotContain("put");
    }

    @Test
    void the_page_has_a_section_a_module_ours_first_with_bodies_and_nothing_from_elsewhere() {
        var page = north.get("/openapi");
        assertThat(page.header("content-type")).startsWith("text/html");
        assertThat(page.body())
                .contains("/data/mfs-service:services", "<summary>an example body</summary>", "&quot;gold&quot;")
                .containsSubsequence("id=\"mfs-service\"", "id=\"mfs-network\"", "id=\"ietf-network\"", "id=\"events\"")
                .doesNotContain("<script", "src=", "href=\"http", "href=\"//", "@import", "url(");
    }

    @Test
    void the_root_leads_whoever_asks_to_the_page() {
        var led = north.send("GET", "/", null, "", null);
        assertThat(led.status()).isEqualTo(302);
        assertThat(led.header("location")).isEqualTo("/openapi");
    }

    @Test
    void each_example_of_the_modules_that_RESTCONF_serves_is_shown() throws Exception {
        String shown = document().toString();
        try (var files = Files.list(EXAMPLES)) {
            List<Path> ours = files.filter(
                            file -> file.toString().matches(".*/mfs-(?!agent)[^/]*(config|rpc|state)\\.json"))
                    .toList();
            assertThat(ours).hasSizeGreaterThanOrEqualTo(9);
            for (Path file : ours) {
                String value = Files.readString(file).replaceAll("(?s).*\"(?:id|text)\": *\"([^\"]{4,})\".*", "$1");
                assertThat(shown).as(file.toString()).contains(value);
            }
        }
    }

    @Test
    void what_it_shows_as_a_body_can_be_written_where_it_says_so() {
        JsonObject paths = document().getAsJsonObject("paths");
        List<String> containers = new ArrayList<>();
        List<String> entries = new ArrayList<>();
        for (Map.Entry<String, JsonElement> path : paths.entrySet()) {
            JsonObject body = example(path.getValue().getAsJsonObject());
            if (!body.isEmpty() && path.getKey().matches("/data/[^/]*")) {
                containers.add(path.getKey());
                writes(path.getKey(), body);
            }
        }
        for (Map.Entry<String, JsonElement> path : paths.entrySet()) {
            JsonObject body = example(path.getValue().getAsJsonObject());
            if (!body.isEmpty() && path.getKey().matches("/data/[^/]*/[^/{]*=\\{[^/]*}")) {
                entries.add(path.getKey());
                writes(withKey(path.getKey(), body), body);
            }
        }
        assertThat(containers)
                .contains("/data/mfs-service:services", "/data/mfs-network:devices", "/data/ietf-network:networks");
        assertThat(entries)
                .contains(
                        "/data/mfs-service:services/service={id}",
                        "/data/mfs-policy:protection-classes/protection-class={id}",
                        "/data/mfs-network:managers/manager={id}");
    }

    private static JsonObject example(JsonObject path) {
        JsonObject put = path.getAsJsonObject("put");
        JsonElement example = put == null
                ? null
                : put.getAsJsonObject("requestBody")
                        .getAsJsonObject("content")
                        .getAsJsonObject("application/yang-data+json")
                        .get("example");
        return example == null ? new JsonObject() : example.getAsJsonObject();
    }

    private static String withKey(String path, JsonObject body) {
        JsonObject entry = body.entrySet()
                .iterator()
                .next()
                .getValue()
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
        Matcher key = KEY.matcher(path);
        return key.replaceAll(found -> entry.get(found.group(1)).getAsString());
    }

    private static void writes(String path, JsonObject body) {
        var written = north.send("PUT", "/restconf" + path, NorthSide.JSON, body.toString(), north.administrator);
        assertThat(written.status()).as(path + ": " + written.body()).isIn(201, 204);
    }
}
