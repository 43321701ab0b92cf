package org.openmfs.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.errorprone.annotations.MustBeClosed;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.combine.CombinedKey;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.key.KeyMaterial;

/** What is asked of a key that a schedule combined. */
final class CombinedTest {
    /** One whose tags are as long as it is told. */
    private record Tagged(int octets) implements CombinedKey {
        @Override
        public byte[] tag(Role role) {
            return new byte[octets];
        }

        @Override
        @MustBeClosed
        public KeyMaterial trafficSecret() {
            return KeyMaterial.taking(new byte[48]);
        }

        @Override
        public void close() {}
    }

    @Test
    void a_tag_of_16_to_64_octets_is_one() {
        for (int octets : new int[] {16, 64}) {
            try (Combined combined = Combined.of(new Tagged(octets))) {
                assertThat(combined.responder().value()).hasSize(octets);
            }
        }
    }

    @Test
    void a_tag_that_is_shorter_or_longer_is_refused_with_its_length() {
        for (int octets : new int[] {15, 65}) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Combined.of(new Tagged(octets)).close())
                    .withMessage("expected a tag of 16..64 octets, not of " + octets);
        }
    }
}
