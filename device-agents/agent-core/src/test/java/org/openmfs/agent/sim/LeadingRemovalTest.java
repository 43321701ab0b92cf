package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.encdec.Traits;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** How the initiator's end of a channel is rid of keys, and of those that the Enc/Dec cannot take. */
final class LeadingRemovalTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LoneChannel end = new LoneChannel(Role.INITIATOR).started();
    private final OneSide side = end.side;
    private final PlainEncDec encDec = end.encDec;

    @Test
    void a_key_is_removed_once_however_often_that_is_wanted() {
        end.inUse();
        KeyId key = end.accepted(World.GOLD);
        encDec.calls();
        for (int i = 0; i < 3; i++) {
            side.on(() -> end.channel().discard(key, "planted"));
            end.passes(Duration.ofMillis(250));
        }

        assertThat(encDec.calls()).containsExactly("retire 1");
        assertThat(side.told(AssociationEvent.KeyRetired.class)).hasSize(1);
    }

    @Test
    void a_replaced_key_that_frames_still_come_under_is_kept_until_none_come() {
        KeyId old = end.inUse();
        KeyId next = end.accepted(World.GOLD);
        side.on(end.channel()::rekey);
        end.hears(new Message.TransmitSwitched(side.context.id(), next));
        for (int i = 0; i < 160; i++) {
            encDec.saw(old, 1, 0);
            encDec.saw(next, 1, 1);
            end.passes(Duration.ofMillis(250));
        }
        assertThat(encDec.holds(old)).isTrue();

        end.passes(SECOND.multipliedBy(6));
        assertThat(encDec.holds(old)).isFalse();
    }

    /** No order takes so long: somebody repeats frames of before. */
    @Test
    void but_not_for_longer_than_a_minute() {
        KeyId old = end.inUse();
        KeyId next = end.accepted(World.GOLD);
        side.on(end.channel()::rekey);
        end.hears(new Message.TransmitSwitched(side.context.id(), next));
        for (int i = 0; i < 4 * 63; i++) {
            assertThat(encDec.holds(old) || i > 4 * 58).isTrue();
            encDec.saw(old, 1, 0);
            encDec.saw(next, 1, 1);
            end.passes(Duration.ofMillis(250));
        }

        assertThat(encDec.holds(old)).isFalse();
    }

    @Test
    void a_responder_that_took_long_to_remove_it_is_no_trouble_any_more() {
        end.inUse();
        KeyId key = end.accepted(World.GOLD);
        side.on(() -> end.channel().discard(key, "planted"));
        end.passes(SECOND.multipliedBy(16));
        assertThat(side.codes()).containsExactly(ReasonCode.PEER_UNREACHABLE);
        stands(key, KeyStage.UNKNOWN);

        assertThat(side.codes()).isEmpty();
        assertThat(end.channel().working()).isFalse();
        side.said();
        end.passes(SECOND.multipliedBy(10));
        assertThat(side.said(Message.Retire.class)).isEmpty();
    }

    @Test
    void a_replaced_key_goes_when_it_is_past_its_age_although_the_responder_never_follows() {
        KeyId old = end.inUse();
        end.accepted(World.GOLD);
        side.time.run(Duration.ofMinutes(40));
        side.on(end.channel()::rekey);
        assertThat(side.stage(old)).isEqualTo(KeyStage.REPLACED);
        side.time.run(Duration.ofMinutes(9).plusSeconds(40));
        end.passes(SECOND);
        assertThat(encDec.holds(old)).isTrue();

        end.passes(SECOND.multipliedBy(25));
        assertThat(encDec.holds(old)).isFalse();
    }

    @Test
    void where_there_is_one_slot_the_key_in_use_does_not_go_while_another_is_being_removed() {
        encDec.be(PlainEncDec.profile(1), new Traits(Traits.Proof.NOTHING, false, Duration.ZERO));
        KeyId used = end.inUse();
        KeyId removed = side.confirmed();
        side.confirmed();
        side.on(() -> end.channel().discard(removed, "planted"));
        side.on(end.channel()::rekey);
        end.passes(SECOND);
        assertThat(encDec.sending()).contains(used);

        stands(removed, KeyStage.GONE);
        side.on(() -> {});
        assertThat(encDec.holds(used)).isFalse();
    }

    @Test
    void nor_while_there_is_no_other_key() {
        encDec.be(PlainEncDec.profile(1), new Traits(Traits.Proof.NOTHING, false, Duration.ZERO));
        KeyId used = end.inUse();
        side.on(end.channel()::rekey);
        end.passes(SECOND);

        assertThat(encDec.sending()).contains(used);
    }

    @Test
    void a_key_that_was_made_for_another_Enc_Dec_is_given_up() {
        side.confirmed();
        encDec.be(PlainEncDec.profile(3), Traits.OF_FRAMES);
        side.on(() -> {});

        assertThat(encDec.calls()).doesNotContain("prepare 0");
        assertThat(side.told(AssociationEvent.RekeyFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.text())
                        .startsWith("the key was agreed on for channel, plain")
                        .endsWith("3 slots, keys one-each, salt 12 octets"));
    }

    @Test
    void so_is_one_of_a_key_schedule_that_is_not_there_any_more() {
        KeyId key = side.derived(World.GOLD, "walk");
        side.context.keys().move(key, KeyStage.CONFIRMED, "confirmed");
        side.on(() -> {});

        assertThat(encDec.calls()).doesNotContain("prepare 0");
        assertThat(side.stage(key)).isNotEqualTo(KeyStage.CONFIRMED);
        assertThat(side.said(Message.Retire.class))
                .extracting(Message.Retire::key)
                .contains(key);
    }

    private void stands(KeyId key, KeyStage there) {
        side.on(() ->
                side.context.keys().find(key).ifPresent(found -> end.channel().stands(found, there)));
    }
}
