package org.openmfs.agent.methods.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which octets are an answer, and which are not. */
final class AnswerReaderTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final int LARGEST = 64;
    private static final int LONGEST_LINE = 8 << 10;

    private final ByteBuffer body = ByteBuffer.allocate(LARGEST + 7).slice(7, LARGEST);

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK + "Content-Length: 5\r\n\r\nhello",
                OK + "content-LENGTH:5\r\n\r\nhello and more",
                OK + "Content-Length:\t 5 \t\r\nContent-Length: 5\r\n\r\nhello",
                OK + "Content-Length: 5\r\nContent-Encoding: identity\r\n\r\nhello",
                "HTTP/1.0 200\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 \nContent-Length: 5\n\nhello",
                OK + "X-Content-Size: 4\r\nX-Content-High: 4\r\nX-Request-Purpose: a\r\nContent-Language: en\r\n"
                        + "Content-Length: 5\r\n\r\nhello",
                OK + "\r\nhello",
                OK + "Transfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n1;a=b\r\nh\r\n0004 ; c=\"d\"\r\nello\r\n0\r\nA: b\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n" + OK + "Content-Length: 5\r\n\r\nhello",
                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 102 P\r\nContent-Length: 9\r\n\r\n" + OK
                        + "Content-Length: 5\r\n\r\nhello",
                OK + "Set-Cookie: a=b\r\nX-Empty:\r\nX-Far: \u00e4\r\n" + "Content-Length: 5\r\n\r\nhello"
            })
    void an_answer_is_read_however_its_content_is_framed(String answer) throws IOException {
        assertThat(read(answer)).isEqualTo(200);
        assertThat(content()).isEqualTo("hello");
    }

    @ParameterizedTest
    @CsvSource({"204, 204 No Content", "304, 304 Not Modified"})
    void an_answer_that_never_has_a_content_ends_with_its_head(int status, String line) throws IOException {
        assertThat(read("HTTP/1.1 " + line + "\r\nContent-Length: 5\r\n\r\n")).isEqualTo(status);
        assertThat(content()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-x\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 20 OK\r\n\r\n",
                "HTTP/1.1 2\r\n\r\n",
                "HTTP/1.: 200 OK\r\n\r\n",
                "HTTP/1.1 2/0 OK\r\n\r\n",
                "HTTP/1.1 099 OK\r\n\r\n",
                "HTTP/1.1 600 OK\r\n\r\n",
                "HTTP/1.1  200 OK\r\n\r\n",
                "\r\nHTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n",
                OK + "A: b\r\n folded\r\n\r\n",
                OK + "A: b\r\n\tfolded\r\n\r\n",
                OK + " A: b\r\n\r\n",
                OK + "A : b\r\n\r\n",
                OK + ": b\r\n\r\n",
                OK + "no colon\r\n\r\n",
                OK + "A: b\u0000\r\n\r\n",
                OK + "A: b\rC: d\r\n\r\n",
                OK + "Content-Length: -5\r\n\r\nhello",
                OK + "Content-Length: +5\r\n\r\nhello",
                OK + "Content-Length: x\r\n\r\nhello",
                OK + "Content-Length:\r\n\r\nhello",
                OK + "Content-Length: 5, 5\r\n\r\nhello",
                OK + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
                OK + "Content-Length: 9999999999999999999\r\n\r\nhello",
                OK + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n\r\nhello\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n-1\r\nhello\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n5x\r\nhello\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n4\r\nhello\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n00000005\r\nhello\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nno trailer\r\n\r\n"
            })
    void what_is_not_HTTP_is_refused_with_what_was_expected_and_no_word_of_it(String answer) {
        assertThatThrownBy(() -> read(answer))
                .isInstanceOf(UnusableAnswer.class)
                .hasMessageMatching("is not HTTP: expected [A-Za-z0-9 ,./-]+")
                .message()
                .doesNotContain("hello", "folded");
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Encoding: gzip, is compressed",
        "Content-Encoding: br, is compressed",
        "Transfer-Encoding: gzip, other than chunked",
        "'Transfer-Encoding: gzip, chunked', other than chunked",
        "'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked', other than chunked"
    })
    void a_content_that_is_packed_otherwise_is_refused_in_one_clear_line(String field, String words) {
        assertThatThrownBy(() -> read(OK + field + "\r\n\r\n5\r\nhello\r\n0\r\n\r\n"))
                .isInstanceOf(UnusableAnswer.class)
                .hasMessageContaining(words)
                .hasMessageContaining("not asked for");
    }

    @Test
    void a_content_is_read_up_to_its_greatest_length_and_no_further() throws IOException {
        String fits = "x".repeat(LARGEST);
        String more = fits + "x";
        assertThat(read(OK + "Content-Length: " + LARGEST + "\r\n\r\n" + fits)).isEqualTo(200);
        assertThat(content()).isEqualTo(fits);
        assertThat(read(OK + "\r\n" + fits)).isEqualTo(200);
        assertThat(read(chunked(fits, LARGEST))).isEqualTo(200);

        for (String answer : new String[] {
            OK + "Content-Length: " + (LARGEST + 1) + "\r\n\r\n",
            OK + "Content-Length: 999999999999999\r\n\r\n",
            OK + "\r\n" + more,
            chunked(more, LARGEST),
            chunked(more, 1),
            OK + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
            OK + "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n"
        }) {
            assertThatThrownBy(() -> read(answer)).hasMessage("has more than " + LARGEST + " octets");
        }
    }

    @Test
    void a_head_is_bounded_in_its_lines_its_fields_its_octets_and_its_interim_answers() {
        String interim = "HTTP/1.1 100 Continue\r\n\r\n";
        for (String answer : new String[] {
            OK + "A: " + "b".repeat(1 << 14),
            OK + "A: b\r\n".repeat(101) + "\r\n",
            OK + ("A: " + "b".repeat(7000) + "\r\n").repeat(5) + "\r\n",
            interim.repeat(9) + OK + "\r\n",
            OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + "A: b\r\n".repeat(101)
        }) {
            assertThatThrownBy(() -> read(answer)).isInstanceOf(UnusableAnswer.class);
        }
    }

    @Test
    void a_head_is_read_up_to_each_of_these_bounds() throws IOException {
        for (String answer : new String[] {
            OK + field(LONGEST_LINE) + "\r\n",
            OK + "A: b\r\n".repeat(100) + "\r\n",
            OK + field(8188).repeat(3) + field(8187) + "\r\n",
            "HTTP/1.1 100 Continue\r\n\r\n".repeat(8) + OK + "\r\n"
        }) {
            assertThat(read(answer)).isEqualTo(200);
        }
        for (String answer : new String[] {
            OK + field(LONGEST_LINE + 1) + "\r\n", OK + field(8188).repeat(4) + "\r\n"
        }) {
            assertThatThrownBy(() -> read(answer)).hasMessageContaining("more than");
        }
    }

    /** With so many octets before the line's feed, the carriage return among them. */
    private static String field(int octets) {
        return "A: " + "b".repeat(octets - 4) + "\r\n";
    }

    @Test
    void the_name_of_a_field_has_letters_digits_and_the_marks_of_a_token_and_nothing_else() {
        String token = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        for (char mark = 1; mark < 256; mark++) {
            String answer = OK + "A" + mark + "b: c\r\n\r\n";
            if (token.indexOf(mark) >= 0) {
                assertThatCode(() -> read(answer)).as(answer).doesNotThrowAnyException();
            } else if (mark != ':') {
                assertThatThrownBy(() -> read(answer)).as(answer).isInstanceOf(UnusableAnswer.class);
            }
        }
    }

    @Test
    void a_value_has_any_octets_but_control_characters() {
        for (char octet = 0; octet < 256; octet++) {
            String answer = OK + "A: b" + octet + "c\r\n\r\n";
            if (octet >= ' ' || octet == '\t') {
                assertThatCode(() -> read(answer)).as(answer).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> read(answer)).as(answer).isInstanceOf(UnusableAnswer.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.0 200", "HTTP/1.9 599", "HTTP/1.1 209 \u00e4"})
    void a_status_has_three_digits_and_any_words_or_none(String line) throws IOException {
        assertThat(read(line + "\r\n\r\n")).isEqualTo(Integer.parseInt(line.substring(9, 12)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK + "Content-Length: 5\r\n\r\nhello",
                "HTTP/1.1 100 Continue\r\n\r\n" + OK
                        + "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"
            })
    void an_answer_that_ends_anywhere_before_its_end_is_not_taken(String answer) {
        for (int length = 0; length < answer.length(); length++) {
            String part = answer.substring(0, length);
            assertThatThrownBy(() -> read(part)).as(part).isInstanceOf(EOFException.class);
        }
    }

    @RepeatedTest(50)
    void chunks_of_any_size_make_the_content(RepetitionInfo round) throws IOException {
        long seed = round.getCurrentRepetition();
        Random random = new Random(seed);
        String text = random.ints(random.nextInt(LARGEST + 1), 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        assertThat(read(chunked(text, 1 + random.nextInt(LARGEST))))
                .as("seed " + seed)
                .isEqualTo(200);
        assertThat(content()).as("seed " + seed).isEqualTo(text);
    }

    @Test
    void whatever_comes_ends_as_an_answer_or_as_an_IOException() {
        long seed = 20261128;
        Random random = new Random(seed);
        String[] answers = {OK + "Content-Length: 5\r\n\r\nhello", chunked("hello and goodbye", 4)};
        for (int round = 0; round < 5000; round++) {
            byte[] octets = answers[round % answers.length].getBytes(StandardCharsets.ISO_8859_1);
            for (int i = random.nextInt(4); i >= 0; i--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(read(octets)).as("seed " + seed).isBetween(200, 599);
            } catch (IOException refused) {
                assertThat(refused).as("seed " + seed).isInstanceOfAny(UnusableAnswer.class, EOFException.class);
            }
        }
    }

    private static String chunked(String text, int size) {
        StringBuilder answer = new StringBuilder(OK + "Transfer-Encoding: chunked\r\n\r\n");
        for (int from = 0; from < text.length(); from += size) {
            String chunk = text.substring(from, Math.min(text.length(), from + size));
            answer.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return answer.append("0\r\n\r\n").toString();
    }

    private int read(String answer) throws IOException {
        return read(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    private int read(byte[] answer) throws IOException {
        return new AnswerReader(new ByteArrayInputStream(answer)::read, ByteBuffer.allocate(LONGEST_LINE), body).read();
    }

    private String content() {
        byte[] octets = new byte[body.remaining()];
        body.get(octets);
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
