package org.openmfs.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is hashed and signed, against values that another program computed from the page. */
final class CanonicalFormTest {
    private static final MemberId MEMBER = new MemberId("m1");
    private static final String FIRST =
            "69ffb639f0168b59bba8d0dc2e5506c1f5f97b683cae400c2616b30ffe8d7ec38235c6d3c855a5ef2759433e09b106ff";
    private static final String SECOND =
            "7fe4f3e51dcb942c1ae93a42b45a3c1e94a1f0ed7820d597a8d2ffc7cac02377f823dbbbe41ddd59d0c93e097c8d4ccc";

    @Test
    void hashes_are_those_that_the_page_says() {
        Entry audit = new Entry("audit", "Jürgen", "PUT /a", "192.0.2.7", "201");
        Head first = CanonicalForm.next(MEMBER, Head.NONE, Instant.parse("2026-11-30T12:00:00Z"), audit, "");
        assertThat(first).isEqualTo(new Head(1, FIRST));

        Entry checkpoint = new Entry("checkpoint", "m1", "{}", "", "");
        Instant later = Instant.parse("2026-11-30T12:00:00.000001Z");
        Head second = CanonicalForm.next(MEMBER, first, later, checkpoint, "Ed25519");
        assertThat(second).isEqualTo(new Head(2, SECOND));
        assertThat(HexFormat.of().formatHex(CanonicalForm.signed(second)))
                .isEqualTo("0000001b6f70656e6d66732d617263686976652d7369676e61747572652d3100000060"
                        + HexFormat.of().formatHex(SECOND.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void a_text_that_moves_from_one_place_to_the_next_is_another_entry() {
        Instant time = Instant.parse("2026-11-30T12:00:00Z");
        Head one = CanonicalForm.next(MEMBER, Head.NONE, time, new Entry("audit", "ab", "c", "", ""), "");
        Head other = CanonicalForm.next(MEMBER, Head.NONE, time, new Entry("audit", "a", "bc", "", ""), "");

        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void a_head_reads_back_from_its_text() {
        Head head = new Head(812, FIRST);

        assertThat(Head.of(head.toString())).isEqualTo(head);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "812", "812:ab", "0:" + FIRST, "-1:" + FIRST, "812:" + FIRST + "0", "x:" + FIRST})
    void what_is_no_head_is_refused(String text) {
        assertThatThrownBy(() -> Head.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void texts_have_limits_in_octets_and_kinds_are_words() {
        assertThat(new Entry("audit", "x".repeat(1024), "é".repeat(32 * 1024), "", "").what())
                .hasSize(32 * 1024);
        assertThatThrownBy(() -> new Entry("audit", "", "é".repeat(32 * 1024) + "x", "", ""))
                .hasMessage("what has 65537 octets, at most 65536 are archived");
        assertThatThrownBy(() -> new Entry("audit", "", "", "é".repeat(513), ""))
                .hasMessage("from has 1026 octets, at most 1024 are archived");
        for (String kind : new String[] {"", "Audit", "1st", "a b", "a".repeat(33)}) {
            assertThatThrownBy(() -> new Entry(kind, "", "", "", "")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void what_no_text_file_takes_becomes_a_mark() {
        Entry entry = new Entry("audit", "a\0b", "\ud834", "\udd1e\ud834", "\ud834\udd1e");

        assertThat(entry).isEqualTo(new Entry("audit", "a\ufffdb", "\ufffd", "\ufffd\ufffd", "\ud834\udd1e"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a b", "a:b", "a/b"})
    void a_members_name_is_one_word(String name) {
        assertThatThrownBy(() -> new MemberId(name)).isInstanceOf(IllegalArgumentException.class);
    }
}
