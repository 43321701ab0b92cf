package org.openmfs.agent.netconf.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each member of the agent's file gets values that cannot be right, and each is answered by its name. */
final class EveryMemberTest {
    private static final Pattern OF_A_PROGRAMMER =
            Pattern.compile("Exception|java\\.|For input string|enum constant|[A-Z]{2,}_[A-Z]|\tat |\\p{Cntrl}");
    private static final Map<String, JsonElement> WRONG = wrong();

    @TempDir
    Path folder;

    private SampleFile file;

    @BeforeEach
    void write() throws Exception {
        file = new SampleFile(folder);
    }

    private static Map<String, JsonElement> wrong() {
        Map<String, JsonElement> wrong = new LinkedHashMap<>();
        wrong.put("null", JsonNull.INSTANCE);
        wrong.put("true", new JsonPrimitive(true));
        wrong.put("a fraction", new JsonPrimitive(0.5));
        wrong.put("a negative number", new JsonPrimitive(-1));
        wrong.put("a huge number", new JsonPrimitive(new java.math.BigDecimal("1e400")));
        wrong.put("a list", new JsonArray());
        wrong.put("a list in a list", list(new JsonArray()));
        wrong.put("an object", new JsonObject());
        wrong.put("an empty text", new JsonPrimitive(""));
        wrong.put("a blank", new JsonPrimitive(" "));
        wrong.put("a long text", new JsonPrimitive("x".repeat(5000)));
        wrong.put("a control character", new JsonPrimitive("a\u0007b"));
        wrong.put("a line break", new JsonPrimitive("a\nb"));
        wrong.put("a NUL", new JsonPrimitive("a\0b"));
        return wrong;
    }

    private static JsonArray list(JsonElement one) {
        JsonArray list = new JsonArray();
        list.add(one);
        return list;
    }

    @Test
    void a_file_with_every_member_is_read() throws Exception {
        assertThat(file.faults()).isEmpty();
    }

    @Test
    void each_wrong_value_of_each_member_gets_one_line_that_names_it() throws Exception {
        for (String member : file.members()) {
            JsonElement right = file.get(member).deepCopy();
            for (Map.Entry<String, JsonElement> wrong : WRONG.entrySet()) {
                if (!fits(right, wrong.getValue())) {
                    file.set(member, wrong.getValue().deepCopy());
                    check(member, member + " as " + wrong.getKey());
                    file.reset();
                }
            }
        }
    }

    /** An empty list is a list; an object without its members is answered by their names, which another test sees. */
    private static boolean fits(JsonElement right, JsonElement value) {
        return right.isJsonObject() && value.isJsonObject()
                || right.isJsonArray()
                        && value.isJsonArray()
                        && value.getAsJsonArray().isEmpty();
    }

    private void check(String member, String what) throws IOException {
        List<String> lines = file.faults();
        assertThat(lines).as(what).hasSize(1);
        assertThat(lines.getFirst())
                .as(what)
                .matches(line -> line.startsWith(member + ": expected ") || line.startsWith(member + "[0]: expected "))
                .hasSizeLessThan(400);
        assertThat(OF_A_PROGRAMMER.matcher(lines.getFirst()).find())
                .as(what + ": " + lines)
                .isFalse();
    }

    @Test
    void when_every_member_is_wrong_each_has_its_line() throws Exception {
        List<String> leaves = file.members().stream()
                .filter(member -> file.get(member).isJsonPrimitive())
                .toList();
        leaves.forEach(member -> file.set(member, new JsonPrimitive("\u0007")));

        assertThat(file.faults().stream().map(line -> line.replaceFirst(": .*", "")))
                .containsExactlyInAnyOrderElementsOf(leaves);
    }

    @Test
    void each_member_that_is_needed_is_missed_by_name() throws Exception {
        List<String> mayBeAbsent = List.of(
                "data",
                "seals",
                "netconf-advertise",
                "peering.advertise",
                "peering.revocation-lists",
                "kme",
                "psk",
                "floor",
                "floor.factors",
                "floor.least-diversity",
                "floor.required-grounds",
                "enc-decs[0].replay-window",
                "enc-decs[1].replay-window",
                "enc-decs[1].address");
        for (String member : file.members()) {
            if (!member.endsWith("]")) {
                file.remove(member);
                if (mayBeAbsent.contains(member)) {
                    assertThat(file.faults()).as(member).isEmpty();
                } else {
                    assertThat(file.faults())
                            .as(member)
                            .singleElement()
                            .matches(line -> line.startsWith(member + ": expected ") && line.endsWith("it is missing"));
                }
                file.reset();
            }
        }
    }

    @Test
    void a_misspelt_member_is_answered_by_the_one_that_was_meant() throws Exception {
        for (String member : file.members()) {
            if (!member.endsWith("]")) {
                String misspelt = member + "x";
                file.set(misspelt, file.get(member).deepCopy());
                assertThat(file.faults())
                        .as(misspelt)
                        .containsExactly(
                                misspelt + ": is unknown; did you mean '" + member.replaceFirst(".*\\.", "") + "'?");
                file.reset();
            }
        }
    }
}
