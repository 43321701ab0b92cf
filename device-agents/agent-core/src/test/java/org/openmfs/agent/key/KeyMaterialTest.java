package org.openmfs.agent.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Key bytes and their owner, and the values that name and describe a key. */
final class KeyMaterialTest {
    private static final Map<KeyState, Set<KeyState>> NEXT = Map.of(
            KeyState.PRE_ACTIVATION, EnumSet.of(KeyState.ACTIVE, KeyState.COMPROMISED, KeyState.DESTROYED),
            KeyState.ACTIVE,
                    EnumSet.of(KeyState.SUSPENDED, KeyState.DEACTIVATED, KeyState.COMPROMISED, KeyState.DESTROYED),
            KeyState.SUSPENDED,
                    EnumSet.of(KeyState.ACTIVE, KeyState.DEACTIVATED, KeyState.COMPROMISED, KeyState.DESTROYED),
            KeyState.DEACTIVATED, EnumSet.of(KeyState.COMPROMISED, KeyState.DESTROYED),
            KeyState.COMPROMISED, EnumSet.of(KeyState.DESTROYED),
            KeyState.DESTROYED, EnumSet.noneOf(KeyState.class));

    @Test
    @ReadsSecret("a test looks at what it put in")
    void whoever_gave_the_bytes_away_has_none_left() {
        byte[] source = {1, 2, 3};
        try (KeyMaterial key = KeyMaterial.taking(source)) {
            assertThat(source).containsOnly(0);
            assertThat(key.<byte[]>lend(byte[]::clone)).containsExactly(1, 2, 3);
            assertThat(key.length()).isEqualTo(KeyLength.bits(24));
            assertThat(key).hasToString("KeyMaterial[24 bits]");
        }
        assertThatIllegalArgumentException().isThrownBy(KeyMaterialTest::closeEmptyOne);
    }

    @Test
    @ReadsSecret("a test looks whether nothing is left")
    void a_closed_key_is_wiped_and_lent_copied_and_compared_no_more() {
        byte[][] lent = new byte[1][];
        try (KeyMaterial key = KeyMaterial.taking(new byte[] {1, 2, 3});
                KeyMaterial other = KeyMaterial.taking(new byte[] {1, 2, 3})) {
            key.lend(bytes -> lent[0] = bytes);
            key.close();

            assertThat(lent[0]).containsOnly(0);
            assertThatIllegalStateException().isThrownBy(() -> key.lend(bytes -> bytes.length));
            assertThatIllegalStateException().isThrownBy(() -> closeCopyOf(key));
            assertThatIllegalStateException().isThrownBy(() -> key.matches(other));
            assertThatIllegalStateException().isThrownBy(() -> other.matches(key));
        }
    }

    private static void closeEmptyOne() {
        try (KeyMaterial none = KeyMaterial.taking(new byte[0])) {
            assertThat(none).isNotNull();
        }
    }

    private static void closeCopyOf(KeyMaterial key) {
        try (KeyMaterial copy = key.copy()) {
            assertThat(copy).isNotNull();
        }
    }

    @Test
    @ReadsSecret("a test looks at what it put in")
    void a_copy_is_the_second_owners_own() {
        try (KeyMaterial key = KeyMaterial.taking(new byte[] {1, 2, 3})) {
            try (KeyMaterial copy = key.copy()) {
                assertThat(copy.matches(key)).isTrue();
            }

            assertThat(key.<byte[]>lend(byte[]::clone)).containsExactly(1, 2, 3);
            try (KeyMaterial other = KeyMaterial.taking(new byte[] {1, 2, 4})) {
                assertThat(key.matches(other)).isFalse();
            }
        }
    }

    @Test
    void a_lent_key_says_its_algorithm_and_nothing_of_its_bytes() {
        byte[] bytes = {1, 2, 3};
        LentKey key = new LentKey("AES", bytes);

        assertThat(key.getAlgorithm()).isEqualTo("AES");
        assertThat(key.getFormat()).isEqualTo("RAW");
        assertThat(key.getEncoded()).containsExactly(1, 2, 3).isNotSameAs(bytes);
        assertThat(key).hasToString("LentKey");
    }

    @ParameterizedTest
    @EnumSource
    void a_state_allows_the_moves_of_SP_800_57_and_no_other(KeyState from) {
        for (KeyState to : KeyState.values()) {
            assertThat(from.allows(to))
                    .as(from + " to " + to)
                    .isEqualTo(NEXT.get(from).contains(to));
        }
    }

    @Test
    void a_length_is_whole_octets_from_1_to_8192() {
        assertThat(KeyLength.bits(8).octets()).isEqualTo(1);
        assertThat(KeyLength.bits(65_536).octets()).isEqualTo(8_192);
        for (int bits : new int[] {0, -8, 7, 12, 65_544}) {
            assertThatIllegalArgumentException().as(bits + " bits").isThrownBy(() -> KeyLength.bits(bits));
        }
    }

    @Test
    void a_key_id_is_32_lower_case_digits_and_another_each_time() {
        Random random = new Random(3);

        assertThat(KeyId.random(random)).isNotEqualTo(KeyId.random(random));
        assertThat(KeyId.random(random).hex()).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
        assertThat(new KeyId("00112233445566778899aabbccddeeff")).hasToString("00112233445566778899aabbccddeeff");
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyId("00112233445566778899AABBCCDDEEFF"));
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyId("0011"));
    }

    @Test
    void names_of_CFs_and_associations_are_told_as_they_are() {
        assertThat(new CfId("cf-a")).hasToString("cf-a");
        assertThat(new CfId("cf-a").uri()).isEqualTo("urn:mfs:cf:cf-a");
        assertThat(new AssociationId("net/a-b")).hasToString("net/a-b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "a b", "a/b", "é"})
    void what_is_no_name_of_a_CF_is_refused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CfId(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a b", "a:b"})
    void what_is_no_name_of_an_association_is_refused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AssociationId(name));
    }

    @Test
    void keys_of_other_lengths_do_not_match() {
        try (KeyMaterial one = KeyMaterial.taking(new byte[] {1, 2});
                KeyMaterial longer = KeyMaterial.taking(new byte[] {1, 2, 0})) {
            assertThat(one.matches(longer)).isFalse();
            assertThat(longer.matches(one)).isFalse();
        }
    }

    @Test
    @ReadsSecret("looks whether what was lent is wiped")
    void what_was_lent_is_wiped_where_its_reader_breaks_too() {
        byte[][] lent = new byte[1][];
        try (KeyMaterial key = KeyMaterial.taking(new byte[] {1, 2})) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> key.lend(bytes -> {
                        lent[0] = bytes;
                        throw new IllegalStateException("planted");
                    }));
        }
        assertThat(lent[0]).containsOnly(0);
    }
}
