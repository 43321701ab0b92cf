package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.RetireCause;

/** When a replaced key goes that an end finds in its Enc/Dec when it is started, or that it can not look at. */
final class ReplacedKeysTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void a_responder_that_is_started_again_keeps_the_key_before_while_frames_come_under_it() {
        LoneChannel end = new LoneChannel(Role.RESPONDER);
        KeyId old = placed(end, 0, KeyStage.SENDING, KeyStage.REPLACED);
        KeyId used = placed(end, 1, KeyStage.SENDING);
        end.side.context.keys().load();
        end.encDec.has(old, new Slot(0), false);
        end.encDec.has(used, new Slot(1), true);
        end.encDec.saw(used, 1, 1);
        end.side.on(end.channel()::start);
        for (int i = 0; i < 40; i++) {
            end.encDec.saw(old, 1, 0);
            end.passes(Duration.ofMillis(250));
        }
        assertThat(end.encDec.holds(old)).isTrue();

        end.passes(SECOND.multipliedBy(6));
        assertThat(end.encDec.holds(old)).isFalse();
    }

    /** It was given up before frames were sent under it, and the agent died before the Enc/Dec was told. */
    @Test
    void a_destroyed_key_goes_although_the_responder_sends_under_it() {
        LoneChannel end = new LoneChannel(Role.INITIATOR);
        KeyId used = placed(end, 0, KeyStage.SENDING);
        KeyId destroyed = placed(end, 1, KeyStage.RECEIVING, KeyStage.REPLACED);
        end.side.context.keys().load();
        end.encDec.has(used, new Slot(0), true);
        end.encDec.has(destroyed, new Slot(1), false);
        end.started();
        assertThat(end.side.stage(destroyed)).isEqualTo(KeyStage.GONE);

        end.hears(new Message.TransmitSwitched(end.side.context.id(), used));
        for (int i = 0; i < 120; i++) {
            end.encDec.saw(used, 1, 1);
            end.encDec.saw(destroyed, 1, 0);
            end.passes(Duration.ofMillis(250));
        }

        assertThat(end.encDec.holds(destroyed)).isFalse();
    }

    @Test
    void at_a_responder_that_can_not_look_at_its_Enc_Dec_it_goes_at_its_maximum_age() {
        LoneChannel end = new LoneChannel(Role.RESPONDER).started();
        KeyId old = end.followed(0);
        end.side.passes(end.side.context.settings().life().maximumAge().minusSeconds(10), () -> {});
        KeyId used = end.followed(1);
        end.encDec.saw(old, 1, 0);
        end.encDec.fails("observe", new EncDecFailure("busy"), 1000);

        end.passes(SECOND.multipliedBy(20));

        assertThat(end.encDec.sending()).contains(used);
        assertThat(end.encDec.holds(old)).isFalse();
    }

    /** A responder that sees frames under the key in use. */
    private static final class Responder {
        private final LoneChannel end = new LoneChannel(Role.RESPONDER).started();
        private final KeyId old = end.followed(0);

        Responder() {
            KeyId next = end.followed(1);
            end.encDec.saw(next, 1, 0);
        }

        void hasFramesOfBefore(int seconds) {
            for (int i = 0; i < 4 * seconds; i++) {
                end.encDec.saw(old, 1, 0);
                end.passes(Duration.ofMillis(250));
            }
        }

        boolean acceptsOld() {
            return end.encDec.holds(old);
        }
    }

    @Test
    void at_the_responder_it_is_kept_while_frames_come_under_it() {
        Responder responder = new Responder();
        responder.hasFramesOfBefore(40);
        assertThat(responder.acceptsOld()).isTrue();

        responder.end.passes(SECOND.multipliedBy(6));
        assertThat(responder.acceptsOld()).isFalse();
    }

    /** No order takes so long: somebody repeats frames of before. */
    @Test
    void but_not_for_longer_than_a_minute() {
        Responder responder = new Responder();
        responder.hasFramesOfBefore(58);
        assertThat(responder.acceptsOld()).isTrue();

        responder.hasFramesOfBefore(5);
        assertThat(responder.acceptsOld()).isFalse();
    }

    /** The initiator asks when its Enc/Dec can't send under it any more. */
    @Test
    void it_goes_when_the_initiator_asks_whatever_comes_under_it() {
        Responder responder = new Responder();
        responder.end.hears(
                new Message.Retire(responder.end.side.context.id(), responder.old, RetireCause.OTHER, "replaced"));
        responder.end.passes(Duration.ofMillis(500));
        assertThat(responder.acceptsOld()).isTrue();

        responder.hasFramesOfBefore(1);
        assertThat(responder.acceptsOld()).isFalse();
    }

    private static KeyId placed(LoneChannel of, int slot, KeyStage... stages) {
        KeyId key = of.side.confirmed();
        of.side.context.keys().place(key, new Slot(slot), 0);
        for (KeyStage stage : stages) {
            of.side.context.keys().move(key, stage, "planted");
        }
        return key;
    }
}
