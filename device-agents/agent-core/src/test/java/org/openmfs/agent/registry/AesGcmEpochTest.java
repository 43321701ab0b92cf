package org.openmfs.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.key.KeyMaterial;

/** How a secret is sealed in the journal. */
final class AesGcmEpochTest {
    private static final byte[] CONTEXT = {1, 2};

    @Test
    void what_is_sealed_twice_differs_and_opens_to_the_same() {
        try (AesGcmEpoch epoch = epoch();
                KeyMaterial secret = KeyMaterial.taking(new byte[] {7, 8, 9})) {
            byte[] one = epoch.seal(secret, CONTEXT);
            byte[] other = epoch.seal(secret, CONTEXT);

            assertThat(one).hasSize(12 + 3 + 16).isNotEqualTo(other);
            assertThat(Arrays.copyOf(one, 12)).isNotEqualTo(Arrays.copyOf(other, 12));
            try (KeyMaterial opened = epoch.open(other, CONTEXT)) {
                assertThat(opened.matches(secret)).isTrue();
            }
        }
    }

    @Test
    void a_seal_of_another_row_or_one_that_was_changed_or_cut_does_not_open() {
        try (AesGcmEpoch epoch = epoch();
                KeyMaterial secret = KeyMaterial.taking(new byte[] {7, 8, 9})) {
            byte[] sealed = epoch.seal(secret, CONTEXT);
            byte[] changed = sealed.clone();
            changed[14]++;

            refused(epoch, sealed, new byte[] {1, 3}, "a seal does not fit: it was not made with a test");
            refused(epoch, changed, CONTEXT, "a seal does not fit");
            refused(epoch, Arrays.copyOf(sealed, 12), CONTEXT, "a sealed secret is too short");
            refused(epoch, Arrays.copyOf(sealed, 13), CONTEXT, "a seal does not fit");
        }
    }

    private static void refused(AesGcmEpoch epoch, byte[] sealed, byte[] context, String why) {
        assertThatExceptionOfType(RegistryFailure.class)
                .isThrownBy(() -> epoch.open(sealed, context).close())
                .withMessageStartingWith(why);
    }

    @Test
    void when_it_is_closed_its_key_is_wiped() {
        AesGcmEpoch epoch = epoch();
        epoch.close();

        try (KeyMaterial secret = KeyMaterial.taking(new byte[] {7})) {
            assertThatIllegalStateException().isThrownBy(() -> epoch.seal(secret, CONTEXT));
        }
    }

    @SuppressWarnings("MustBeClosedChecker")
    private static AesGcmEpoch epoch() {
        return new AesGcmEpoch(KeyMaterial.taking(new byte[32]), "a test", new SecureRandom());
    }
}
