package org.openmfs.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.key.KeyState;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.time.Moment;

/** How a key's record goes from stage to stage. */
final class KeyRecordTest {
    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");
    private static final KeyRecord DERIVED = KeyRecord.derived(
            new KeyId("0123456789abcdef0123456789abcdef"),
            new KeyRecord.Birth(
                    new AssociationId("blue"),
                    new CfId("cf-b"),
                    new SuiteId("gold"),
                    7,
                    List.of(),
                    new KeyRecord.Terms("schedule", "purpose", List.of(new MethodId("kem")))),
            at(0));

    private static Moment at(int seconds) {
        return new Moment(WALL.plusSeconds(seconds), "boot", Duration.ofSeconds(seconds));
    }

    @Test
    void a_key_goes_forward_and_remembers_when() {
        KeyRecord sending =
                DERIVED.moved(KeyStage.CONFIRMED, at(1), "confirmed").moved(KeyStage.SENDING, at(2), "used");

        assertThat(sending.since(KeyStage.DERIVED)).contains(WALL);
        assertThat(sending.since(KeyStage.CONFIRMED)).contains(WALL.plusSeconds(1));
        assertThat(sending.since(KeyStage.RECEIVING)).isEmpty();
        assertThat(sending.reason()).isEqualTo("used");
        assertThat(sending.activation()).contains(at(2));
        assertThat(sending.moved(KeyStage.REPLACED, at(3), "old").activation()).contains(at(2));
        assertThat(DERIVED.activation()).isEmpty();
        assertThat(List.of(
                        sending.association().name(),
                        sending.peer().name(),
                        sending.suite().name()))
                .containsExactly("blue", "cf-b", "gold");
        assertThat(sending.order()).isEqualTo(7);
    }

    @Test
    void it_goes_neither_back_nor_to_where_it_is() {
        KeyRecord confirmed = DERIVED.moved(KeyStage.CONFIRMED, at(1), "confirmed");
        for (KeyStage stage : List.of(KeyStage.DERIVED, KeyStage.CONFIRMED)) {
            assertThatIllegalStateException().isThrownBy(() -> confirmed.moved(stage, at(2), "back"));
        }
    }

    @Test
    void its_state_follows_from_its_stage() {
        KeyRecord receiving = DERIVED.moved(KeyStage.RECEIVING, at(1), "accepted");
        assertThat(receiving.state()).isEqualTo(KeyState.PRE_ACTIVATION);
        assertThat(receiving.moved(KeyStage.REPLACED, at(2), "never used").state())
                .isEqualTo(KeyState.DESTROYED);
        KeyRecord sending = receiving.moved(KeyStage.SENDING, at(2), "used");
        assertThat(sending.state()).isEqualTo(KeyState.ACTIVE);
        assertThat(sending.moved(KeyStage.REPLACED, at(3), "old").state()).isEqualTo(KeyState.DEACTIVATED);
        assertThat(sending.moved(KeyStage.GONE, at(3), "gone").state()).isEqualTo(KeyState.DESTROYED);
        assertThat(sending.erased("erased").state()).isEqualTo(KeyState.DESTROYED);
        assertThat(sending.erased("erased").stage()).isEqualTo(KeyStage.SENDING);
    }

    @Test
    void one_that_is_suspended_or_compromised_stays_so_until_it_may_not() {
        KeyRecord sending = DERIVED.moved(KeyStage.SENDING, at(1), "used");
        KeyRecord suspended = sending.in(KeyState.SUSPENDED, "suspended");
        assertThat(suspended.reason()).isEqualTo("suspended");
        assertThat(suspended.moved(KeyStage.REPLACED, at(2), "old").state()).isEqualTo(KeyState.DEACTIVATED);
        KeyRecord compromised = DERIVED.in(KeyState.COMPROMISED, "compromised");
        assertThat(compromised.moved(KeyStage.SENDING, at(2), "used").state()).isEqualTo(KeyState.COMPROMISED);
        assertThat(compromised.moved(KeyStage.REPLACED, at(2), "old").state()).isEqualTo(KeyState.COMPROMISED);
        assertThatIllegalStateException().isThrownBy(() -> compromised.in(KeyState.ACTIVE, "never"));
    }

    @Test
    void a_slot_stays_and_another_is_refused() {
        assertThat(DERIVED.slot()).isEmpty();
        assertThat(DERIVED.number()).isZero();
        KeyRecord placed = DERIVED.placed(new Slot(2), 5);
        assertThat(placed.slot()).contains(new Slot(2));
        assertThat(placed.number()).isEqualTo(5);
        assertThat(placed.reason()).isEqualTo("given slot 2");
        assertThat(placed.placed(new Slot(2), 6).number()).isEqualTo(6);
        assertThatIllegalStateException().isThrownBy(() -> placed.placed(new Slot(1), 7));
    }

    @Test
    void one_that_was_never_sent_under_is_forgotten_sooner() {
        KeyRecord never = DERIVED.moved(KeyStage.GONE, at(10), "gone");
        KeyRecord used = DERIVED.moved(KeyStage.SENDING, at(1), "used").moved(KeyStage.GONE, at(10), "gone");
        Instant early = WALL.plusSeconds(10);
        Instant late = WALL.plusSeconds(11);

        assertThat(never.wasGone(early, late)).isTrue();
        assertThat(never.wasGone(late, early)).isFalse();
        assertThat(used.wasGone(late, early)).isTrue();
        assertThat(used.wasGone(early, late)).isFalse();
        assertThat(DERIVED.wasGone(late, late)).isFalse();
    }
}
