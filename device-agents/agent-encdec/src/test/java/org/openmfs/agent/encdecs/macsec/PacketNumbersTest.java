package org.openmfs.agent.encdecs.macsec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PacketNumbersTest {
    @Test
    void the_first_number_is_one_and_none_is_given_twice() {
        PacketNumbers numbers = PacketNumbers.fresh();

        assertThat(numbers.take()).hasValue(1);
        assertThat(numbers.take()).hasValue(2);
        assertThat(numbers.nearExhaustion()).isFalse();
    }

    @Test
    void a_new_key_is_asked_for_at_the_mark_and_nothing_is_sent_after_the_last_number() {
        assertThat(new PacketNumbers(PacketNumbers.PENDING_EXHAUSTION - 1).nearExhaustion())
                .isFalse();
        assertThat(new PacketNumbers(PacketNumbers.PENDING_EXHAUSTION).nearExhaustion())
                .isTrue();

        PacketNumbers last = new PacketNumbers(-1L);
        assertThat(last.take()).hasValue(-1L);
        assertThat(last.take()).isEmpty();
        assertThat(last.take()).isEmpty();
        assertThat(last.nearExhaustion()).isTrue();
    }

    @Test
    void the_upper_half_of_a_number_follows_the_lower_half_over_its_end() {
        ReplayWindow window = new ReplayWindow(64);
        window.accept(0xFFFF_FFFEL);

        assertThat(window.recover(0xFFFF_FFFF)).hasValue(0xFFFF_FFFFL);
        assertThat(window.recover(3)).hasValue(0x1_0000_0003L);
        window.accept(0x1_0000_0003L);
        assertThat(window.recover(0xFFFF_FFFF)).hasValue(0xFFFF_FFFFL);
    }

    @Test
    void numbers_behind_the_window_seen_before_or_never_given_are_discarded() {
        ReplayWindow window = new ReplayWindow(64);
        window.accept(100);

        assertThat(window.recover(100)).isEmpty();
        assertThat(window.recover(36)).isEmpty();
        assertThat(window.recover(37)).hasValue(37);
        window.accept(37);
        assertThat(window.recover(37)).isEmpty();
        assertThat(new ReplayWindow(64).recover(0)).isEmpty();
        assertThat(new ReplayWindow(64).recover(-1)).isEmpty();
    }

    @Test
    void without_a_window_numbers_only_rise() {
        ReplayWindow window = new ReplayWindow(0);
        window.accept(5);

        assertThat(window.recover(4)).isEmpty();
        assertThat(window.recover(6)).hasValue(6);
    }
}
