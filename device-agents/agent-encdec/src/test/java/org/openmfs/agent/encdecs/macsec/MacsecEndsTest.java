package org.openmfs.agent.encdecs.macsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** How the two ends of a link tell themselves apart. */
final class MacsecEndsTest {
    private static final Sci LOWER = Sci.parse("024d4653000a0001");
    private static final Sci HIGHER = Sci.parse("f24d4653000b0001");

    @Test
    void the_end_with_the_numerically_greater_channel_is_number_one_at_both_ends() {
        MacsecEnds atTheLower = new MacsecEnds(LOWER, HIGHER);
        assertThat(atTheLower.localSsci()).isEqualTo(2);
        assertThat(atTheLower.peerSsci()).isEqualTo(1);

        MacsecEnds atTheHigher = new MacsecEnds(HIGHER, LOWER);
        assertThat(atTheHigher.localSsci()).isEqualTo(1);
        assertThat(atTheHigher.peerSsci()).isEqualTo(2);
    }

    @Test
    void two_ends_of_one_channel_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MacsecEnds(LOWER, LOWER))
                .withMessage("both ends have the SCI " + LOWER);
    }
}
