package org.openmfs.agent.encdecs.macsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The security tag, octet by octet (IEEE 802.1AE, 9.3 to 9.12). */
final class SecTagTest {
    private static final Sci SCI = Sci.parse("12153524c0895e81");

    @Test
    void a_tag_without_and_one_with_its_channel_are_read_when_nothing_follows() {
        assertThat(read("88e5 0e 00 b2c28465")).contains(new SecTag(2, false, true, 0, 0xB2C28465, Optional.empty()));
        assertThat(read("88e5 2e 2f 00000001 12153524c0895e81"))
                .contains(new SecTag(2, false, true, 47, 1, Optional.of(SCI)));
    }

    @Test
    void octets_that_are_authenticated_only_are_read_as_such() {
        assertThat(read("88e5 01 00 00000001")).contains(new SecTag(1, false, false, 0, 1, Optional.empty()));
        assertThat(read("88e5 41 00 00000001")).contains(new SecTag(1, true, false, 0, 1, Optional.empty()));
    }

    @Test
    void a_tag_is_written_as_it_was_read() {
        for (String tag : List.of("88e50e00b2c28465", "88e52e2f0000000112153524c0895e81", "88e5410000000001")) {
            ByteBuffer written = ByteBuffer.allocate(tag.length() / 2);
            read(tag).orElseThrow().writeTo(written);

            assertThat(HexFormat.of().formatHex(written.array())).isEqualTo(tag);
        }
    }

    @Test
    void what_is_too_short_or_of_another_type_is_no_tag() {
        assertThat(read("88e5 0e 00 b2c284")).isEmpty();
        assertThat(read("88e5 2e 00 b2c28465 12153524c0895e")).isEmpty();
        assertThat(read("88e6 0e 00 b2c28465")).isEmpty();
        assertThat(read("")).isEmpty();
    }

    @Test
    void a_tag_that_the_standard_tells_us_to_discard_is_discarded() {
        assertThat(read("88e5 8e 00 00000001")).as("version 1").isEmpty();
        assertThat(read("88e5 1e 00 00000001")).as("single copy broadcast").isEmpty();
        assertThat(read("88e5 6e 00 00000001 12153524c0895e81")).as("SC and ES").isEmpty();
        assertThat(read("88e5 0a 00 00000001")).as("E without C").isEmpty();
        assertThat(read("88e5 06 00 00000001")).as("C without E").isEmpty();
        assertThat(read("88e5 0e 30 00000001")).as("short length 48").isEmpty();
        assertThat(read("88e5 0e 40 00000001")).as("reserved bit").isEmpty();
    }

    @Test
    void only_fewer_than_48_octets_are_a_short_length() {
        assertThat(SecTag.encrypting(0, SCI, 1, 47).shortLength()).isEqualTo(47);
        assertThat(SecTag.encrypting(0, SCI, 1, 48).shortLength()).isZero();
    }

    @Test
    void a_channel_is_16_digits_whose_first_12_are_the_address() {
        assertThat(HexFormat.of().formatHex(SCI.mac())).isEqualTo("12153524c089");
        assertThat(SCI).hasToString("12153524c0895e81");
        assertThatIllegalArgumentException().isThrownBy(() -> Sci.parse("12153524c0895e8"));
        assertThatIllegalArgumentException().isThrownBy(() -> Sci.parse("12153524c0895e811"));
    }

    @Test
    void the_channel_of_an_end_station_is_its_address_and_port_1() {
        assertThat(Sci.ofEndStation(HexFormat.of().parseHex("00f20ca56500aa"), 1))
                .isEqualTo(Sci.parse("f20ca56500aa0001"));
    }

    private static Optional<SecTag> read(String hex) {
        return SecTag.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))));
    }
}
