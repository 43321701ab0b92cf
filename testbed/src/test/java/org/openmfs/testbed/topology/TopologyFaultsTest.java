package org.openmfs.testbed.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong in a topology file is told by the member, a line each, all at once, and in words of the file. */
final class TopologyFaultsTest {
    private static final List<String> WRONG =
            List.of("null", "{}", "[7]", "\"\"", "\"a\\u0000b\"", "1e99", "1e999999999", "-1e99", "[[]]");

    private static String everyMember() throws IOException {
        return Files.readString(Path.of("src/test/resources/every-member.json"));
    }

    private static List<String> faults(String text) {
        try {
            TopologyFile.parse(text);
            return List.of();
        } catch (TopologyException e) {
            return e.getMessage().lines().toList();
        }
    }

    @Test
    void a_file_with_every_member_is_fine() throws IOException {
        assertThat(faults(everyMember())).isEmpty();
    }

    static List<String> members() throws IOException {
        List<String> places = new ArrayList<>();
        walk("", JsonParser.parseString(everyMember()), places);
        return places;
    }

    private static void walk(String place, JsonElement element, List<String> places) {
        if (!place.isEmpty()) {
            places.add(place);
        }
        if (element.isJsonObject()) {
            String prefix = place.isEmpty() ? "" : place + ".";
            element.getAsJsonObject().entrySet().forEach(m -> walk(prefix + m.getKey(), m.getValue(), places));
        } else if (element.isJsonArray()) {
            JsonArray array = element.getAsJsonArray();
            for (int i = 0; i < array.size(); i++) {
                walk(place + "[" + i + "]", array.get(i), places);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("members")
    void every_member_with_a_wrong_value_is_told_in_one_line_by_its_name(String place) throws IOException {
        for (String wrong : wrongFor(place)) {
            List<String> told = faults(replaced(place, wrong));

            assertThat(told)
                    .as(place + " = " + wrong)
                    .singleElement()
                    .asString()
                    .startsWith(place);
            assertThat(told.getFirst())
                    .contains(": ")
                    .doesNotContain("Exception", "java.", "gson", "Json", "For input string", "[A-Z", "_");
        }
    }

    /** A value of the right kind is no wrong value: an empty object or array may be all that a member needs. */
    private static List<String> wrongFor(String place) throws IOException {
        JsonElement right = at(JsonParser.parseString(everyMember()), place);
        return WRONG.stream()
                .filter(wrong -> {
                    JsonElement element = JsonParser.parseString(wrong);
                    boolean sameShape = element.isJsonObject() && right.isJsonObject()
                            || element.isJsonArray() && right.isJsonArray();
                    return !sameShape;
                })
                .toList();
    }

    private static String replaced(String place, String value) throws IOException {
        JsonObject root = JsonParser.parseString(everyMember()).getAsJsonObject();
        JsonElement marked = at(root, parent(place));
        String mark = "\"the-mark\"";
        if (place.endsWith("]")) {
            int index = Integer.parseInt(place.substring(place.lastIndexOf('[') + 1, place.length() - 1));
            marked.getAsJsonArray().set(index, JsonParser.parseString(mark));
        } else {
            marked.getAsJsonObject().add(place.substring(place.lastIndexOf('.') + 1), JsonParser.parseString(mark));
        }
        return root.toString().replace(mark, value);
    }

    private static String parent(String place) {
        int end = place.endsWith("]") ? place.lastIndexOf('[') : place.lastIndexOf('.');
        return end < 0 ? "" : place.substring(0, end);
    }

    private static JsonElement at(JsonElement root, String place) {
        JsonElement here = root;
        for (String step : place.split("[.\\[]")) {
            if (step.endsWith("]")) {
                here = here.getAsJsonArray().get(Integer.parseInt(step.substring(0, step.length() - 1)));
            } else if (!step.isEmpty()) {
                here = here.getAsJsonObject().get(step);
            }
        }
        return here;
    }

    @ParameterizedTest
    @MethodSource("members")
    void a_mistyped_member_is_told_with_the_one_that_was_meant(String place) throws IOException {
        if (place.endsWith("]")) {
            return;
        }
        String name = place.substring(place.lastIndexOf('.') + 1);
        JsonObject root = JsonParser.parseString(everyMember()).getAsJsonObject();
        JsonObject holder = at(root, parent(place)).getAsJsonObject();
        holder.add(name + "q", holder.get(name));

        assertThat(faults(root.toString()))
                .singleElement()
                .asString()
                .startsWith(place + "q: no such field here; known are ")
                .endsWith("; did you mean " + name + "?");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() throws IOException {
        String text = everyMember()
                .replace("\"rate\": 20000", "\"rate\": \"fast\"")
                .replace("\"name\": \"cf-b\"", "\"name\": \"a name\"")
                .replace("\"latency-us\": 100", "\"latency\": 100")
                .replace("\"node\": \"G-B\"", "\"node\": \"G-Z\"");

        assertThat(faults(text))
                .hasSize(4)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("qkd.links[0].rate: must be"),
                        line -> assertThat(line).startsWith("qkd.saes[1].name: must be"),
                        line -> assertThat(line).startsWith("apn.links[0].latency: no such field here"),
                        line -> assertThat(line).isEqualTo("apn.sips[1].node: there is no node G-Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"name\": \"B\" | \"name\": \"A-\" | qkd.nodes[1].name: must be 1 to 64 letters",
                "\"name\": \"B\" | \"name\": \"A\" | qkd.nodes[1].name: the name A is used twice",
                "\"name\": \"B\" | \"name\": \"B\", \"kme-id\": \"kme-a\" | qkd.nodes[1].kme-id: the KME id kme-a is used twice",
                "\"name\": \"B\" | \"name\": \"B\", \"kme-id\": \"k e\" | qkd.nodes[1].kme-id: must be 1 to 64",
                "\"name\": \"B\" | \"name\": \"B\", \"kme-port\": 18002 | qkd.nodes[1].kme-port: the port 18002 is that of qkd.nodes[0].kme-port already",
                "\"name\": \"B\" | \"name\": \"B\", \"id\": \"aaaaaaaa-0000-4000-8000-00000000000a\" | qkd.nodes[1].id: the id",
                "\"name\": \"cf-b\" | \"name\": \"cf-b\", \"uri\": \"urn:mfs:cf:cf-a\" | qkd.saes[1].uri: the URI urn:mfs:cf:cf-a is used twice",
                "\"name\": \"cf-b\" | \"name\": \"cf-b\", \"uri\": \"cf b\" | qkd.saes[1].uri: must be a URI",
                "\"name\": \"cf-b\" | \"name\": \"cf-a\" | qkd.saes[1].name: the name cf-a is used twice",
                "\"name\": \"apn-t-b\" | \"name\": \"apn-t-a\" | apn.sips[1].name: the name apn-t-a is used twice",
                "\"bridge\" | \"duct-north\" | apn.links[0].risks[1]: duct-north stands here twice",
                "/kme/a | kme | qkd.nodes[0].kme-path: must be a path such as /some/path",
                "\"kme-certificate\": \"good\" | \"kme-certificate\": \"bad\" | qkd.nodes[0].kme-certificate: must be good or",
                "\"refusal\": 405 | \"refusal\": 403 | apn.refusal: must be",
                "\"refusal\": 405 | \"refusal\": 406 | apn.refusal: must be 404, 405 or 501",
                "\"min-bits\": 64 | \"min-bits\": 65 | qkd.keys.min-bits: must be a multiple of 8",
            })
    void what_no_testbed_could_be_is_refused(String right, String wrong, String told) throws IOException {
        String text = everyMember().replace(right, wrong);

        assertThat(text).isNotEqualTo(everyMember());
        assertThat(faults(text)).singleElement().asString().startsWith(told);
    }

    static Stream<String> noJson() throws IOException {
        String whole = everyMember();
        return Stream.of(
                "",
                " ",
                "[]",
                "7",
                "null",
                "\u0000",
                "{\"name\": \"t\",}",
                "{'name': 't'}",
                "{\"name\": \"t\"} x",
                "{\"name\": \"t\", \"name\": \"u\"}",
                "{\"name\": " + "9".repeat(100_000) + "}",
                "{\"name\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}",
                "{\"a\": ".repeat(100_000) + "1" + "}".repeat(100_000),
                whole.substring(0, whole.length() / 2),
                whole.substring(0, whole.length() - 3));
    }

    @ParameterizedTest
    @MethodSource("noJson")
    void what_is_no_topology_at_all_is_told_in_one_line(String text) {
        assertThat(faults(text))
                .singleElement()
                .asString()
                .matches("(not JSON|name|qkd.nodes): .{5,200}")
                .doesNotContain("Exception", "java.", "gson", "STRICT", "LENIENT", "http");
    }

    @Test
    void no_file_is_cut_off_without_a_line() throws IOException {
        String whole = everyMember().strip();
        for (int end = 0; end < whole.length(); end += 7) {
            assertThat(faults(whole.substring(0, end))).as(end + " bytes").hasSize(1);
        }
    }

    @Test
    void every_member_is_described() throws IOException {
        String page = Files.readString(Path.of("../docs/testbed.md"));
        for (String place : members()) {
            String name = place.replaceAll("\\[[0-9]+]$", "");
            assertThat(page).contains("`" + name.substring(name.lastIndexOf('.') + 1) + "`");
        }
        String example = page.substring(page.indexOf("```json\n") + 8);
        assertThatCode(() -> TopologyFile.parse(example.substring(0, example.indexOf("```"))))
                .doesNotThrowAnyException();
    }
}
