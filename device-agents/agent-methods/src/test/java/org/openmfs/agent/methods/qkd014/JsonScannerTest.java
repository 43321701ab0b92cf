package org.openmfs.agent.methods.qkd014;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonScannerTest {
    private static final String DOCUMENT = "{\"keys\":[{\"key_ID\":\"0b3f2a60-1111-4222-8333-444455556666\","
            + "\"key\":\"AAEC\\u002b\\/8=\",\"key_extension\":{\"a\":[1,-2.5e3,true,false,null,\"\\n\\\"\"]}}]}";

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "[1,2,3]", " { \"a\" : [ { } ] } ", "{\"a\":\"\\\\\"}", "-0.5e-7", "\"\\u00e9\""})
    void json_is_read(String text) throws JsonScanner.NotJson {
        skipAll(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{a:1}",
                "[1 2]",
                "01",
                "1.",
                ".5",
                "+1",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"open",
                "\"\\\"",
                "tru",
                "nulll",
                "{} {}",
                "'a'",
                "\"\t\"",
                "{\"a\":1,\"a\":2}",
                "<html>",
                "[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]"
            })
    void what_is_not_json_or_too_much_of_it_is_refused(String text) {
        assertThatThrownBy(() -> skipAll(text)).isInstanceOf(JsonScanner.NotJson.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e3", "-", "00", "1234567890123456", "\"1\"", "null"})
    void an_integer_is_digits_only(String text) {
        assertThatThrownBy(() -> scanner(text).integer()).isInstanceOf(JsonScanner.NotJson.class);
    }

    @Test
    void an_integer_has_a_sign_and_up_to_15_digits() throws JsonScanner.NotJson {
        assertThat(scanner(" 0").integer()).isZero();
        assertThat(scanner("9").integer()).isEqualTo(9);
        assertThat(scanner("-10").integer()).isEqualTo(-10);
        assertThat(scanner("123456789012345 ").integer()).isEqualTo(123_456_789_012_345L);
    }

    @Test
    void blanks_may_stand_before_an_array_and_before_the_null_in_its_place() throws JsonScanner.NotJson {
        List<String> read = new ArrayList<>();
        JsonScanner full = scanner(" \t\r\n[ \"a\" , \"b\" ] ");
        full.arrayOrNull(() -> read.add(full.string()));
        full.end();
        JsonScanner none = scanner(" \n null ");
        none.arrayOrNull(() -> read.add(none.string()));
        none.end();

        assertThat(read).containsExactly("a", "b");
    }

    @Test
    void every_string_but_the_names_of_members_is_found() throws JsonScanner.NotJson {
        List<String> found = new ArrayList<>();

        scanner(" {\"name\": [\"a\", {\"b\": \"c\"}, 1, true], \"other\" : \"d\"}")
                .strings(found::add);

        assertThat(found).containsExactly("a", "c", "d");
    }

    @Test
    void nesting_ends_at_16() throws JsonScanner.NotJson {
        skipAll("[".repeat(16) + "]".repeat(16));
        skipAll("[" + "[],".repeat(20) + "{}" + ",{}".repeat(20) + "]");
        skipAll("{\"a\":".repeat(16) + "1" + "}".repeat(16));
        assertThatThrownBy(() -> skipAll("[".repeat(17) + "]".repeat(17)))
                .isInstanceOf(JsonScanner.NotJson.class)
                .hasMessage("less nesting expected at octet 17");
    }

    @Test
    void every_escape_is_undone_and_every_length_of_utf8_is_made() throws JsonScanner.NotJson {
        assertThat(scanner("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"").string()).isEqualTo("\"\\/\b\f\n\r\t");
        assertThat(scanner("\"\\u007f\\u0080\\u07ff\\u0800\\uffef\"").string())
                .isEqualTo("\u007f\u0080\u07ff\u0800\uffef");
    }

    @Test
    void an_error_tells_its_place_counted_from_where_the_text_begins() {
        byte[] octets = "xxxx{\"a\" 1}".getBytes(StandardCharsets.UTF_8);
        JsonScanner scanner = JsonScanner.of(ByteBuffer.wrap(octets, 4, octets.length - 4));

        assertThatThrownBy(scanner::skip)
                .isInstanceOf(JsonScanner.NotJson.class)
                .hasMessage("':' expected at octet 5");
    }

    @Test
    void a_shortened_string_keeps_nothing_of_what_it_was_read_into() throws JsonScanner.NotJson {
        assertThat(scanner("\"\\u0041\"").octets()).containsExactly('A');
        assertThat(scanner("\"\"").octets()).isEmpty();
    }

    @Test
    void escapes_in_a_key_are_undone() throws JsonScanner.NotJson {
        assertThat(scanner("\"AAEC\\u002b\\/8\\u003d\"").octets())
                .isEqualTo("AAEC+/8=".getBytes(StandardCharsets.US_ASCII));
        assertThat(scanner("\"\\u00e9\\u20ac\"").string()).isEqualTo("é€");
    }

    @Test
    void whatever_is_accepted_is_json_to_another_parser_too() throws IOException {
        long seed = 14;
        Random random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < 50_000; i++) {
            String mutant = mutated(random);
            try {
                skipAll(mutant);
            } catch (JsonScanner.NotJson expected) {
                continue;
            }
            accepted++;
            JsonReader other = new JsonReader(new StringReader(mutant));
            other.setStrictness(Strictness.STRICT);
            other.skipValue();
            assertThat(other.peek()).describedAs("seed %d: %s", seed, mutant).isEqualTo(JsonToken.END_DOCUMENT);
        }
        assertThat(accepted).isGreaterThan(500);
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(DOCUMENT);
        String letters = "{}[]\",:\\u0123 eE+-.tfn";
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, letters.charAt(random.nextInt(letters.length())));
                default -> text.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
            }
        }
        return text.toString();
    }

    private static void skipAll(String text) throws JsonScanner.NotJson {
        JsonScanner scanner = scanner(text);
        scanner.skip();
        scanner.end();
    }

    private static JsonScanner scanner(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        return JsonScanner.of(ByteBuffer.wrap(octets));
    }
}
