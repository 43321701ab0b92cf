package org.openmfs.agent.encdec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.key.KeyMaterial;

/** What an Enc/Dec says of itself and of its keys. */
final class EncDecWordsTest {
    private static final KeyId FIRST = new KeyId("1".repeat(32));
    private static final KeyId SECOND = new KeyId("2".repeat(32));

    @Test
    void a_shape_has_1_to_8_slots_and_a_salt_of_0_to_64_octets() {
        assertThat(new Shape(1, Shape.Keys.SHARED, 0).all()).containsExactly(new Slot(0));
        assertThat(new Shape(8, Shape.Keys.ONE_EACH, 64).all()).hasSize(8).endsWith(new Slot(7));
        for (int slots : List.of(0, 9)) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Shape(slots, Shape.Keys.SHARED, 0));
        }
        for (int octets : List.of(-1, 65)) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Shape(1, Shape.Keys.SHARED, octets));
        }
        for (int number : List.of(-1, 8)) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Slot(number));
        }
    }

    @Test
    void a_profile_is_told_in_one_line() {
        Shape shape = new Shape(4, Shape.Keys.ONE_EACH, 12);
        Profile profile = new Profile("macsec", "gcm-aes-xpn-256", KeyLength.bits(256), shape);

        assertThat(profile).hasToString("macsec gcm-aes-xpn-256, 256 bits, 4 slots, keys one-each, salt 12 octets");
        assertThatIllegalArgumentException().isThrownBy(() -> new Profile("MACsec", "gcm", KeyLength.bits(256), shape));
        assertThatIllegalArgumentException().isThrownBy(() -> new Profile("macsec", "", KeyLength.bits(256), shape));
    }

    @Test
    void a_pace_is_no_negative_time() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Traits(Traits.Proof.NOTHING, true, Duration.ofNanos(-1)));
    }

    @Test
    void a_lasting_failure_is_not_repeated_and_any_other_is() {
        assertThat(EncDecFailure.lasting("used before").isLasting()).isTrue();
        assertThat(new EncDecFailure("no answer").isLasting()).isFalse();
        assertThat(new EncDecFailure("no answer", new IllegalStateException()).isLasting())
                .isFalse();
    }

    @Test
    void what_is_held_is_found_by_id_and_by_use() {
        InstalledKey old = new InstalledKey(FIRST, new Slot(0), false, true, 1, 2, 3);
        InstalledKey used = new InstalledKey(SECOND, new Slot(1), true, true, 4, 5, 6);
        Observation seen = new Observation(List.of(old, used), 7);

        assertThat(seen.find(SECOND)).contains(used);
        assertThat(seen.sending()).contains(used);
        assertThat(seen.without(SECOND)).isEqualTo(new Observation(List.of(old), 7));
        assertThat(seen.without(SECOND).sending()).isEmpty();
        assertThat(seen.without(FIRST).find(FIRST)).isEmpty();
    }

    @Test
    void a_key_of_a_direction_has_a_number_and_a_salt_that_is_wiped_with_it() {
        byte[] salt = {1, 2, 3};
        DirectionalKey key = key(FIRST, 1, salt);
        assertThat(key.salt()).containsExactly(1, 2, 3).isNotSameAs(key.salt());

        key.close();

        assertThat(key.salt()).containsOnly(0);
        assertThat(salt).containsExactly(1, 2, 3);
        assertThat(key).hasToString("DirectionalKey[" + FIRST + "]");
        assertThatIllegalArgumentException().isThrownBy(() -> key(FIRST, 0, salt));
        assertThatIllegalArgumentException().isThrownBy(() -> key(FIRST, 1, new byte[65]));
        assertThat(key(FIRST, 1, new byte[64]).salt()).hasSize(64);
    }

    @Test
    void keys_of_a_direction_are_the_same_by_their_id() {
        DirectionalKey key = key(FIRST, 1, new byte[0]);

        assertThat(key).isEqualTo(key(FIRST, 2, new byte[1])).hasSameHashCodeAs(key(FIRST, 2, new byte[1]));
        assertThat(key).isNotEqualTo(key(SECOND, 1, new byte[0])).isNotEqualTo(FIRST);
        assertThat(key.hashCode()).isNotEqualTo(key(SECOND, 1, new byte[0]).hashCode());
    }

    @SuppressWarnings("MustBeClosedChecker") // closed with the test's process: it is no secret
    private static DirectionalKey key(KeyId id, long number, byte[] salt) {
        return new DirectionalKey(id, number, KeyMaterial.taking(new byte[] {1}), salt);
    }
}
