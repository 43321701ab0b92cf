package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** Others take away that frames are accepted under a key, and leave the rest of it. */
final class AcceptedUnderTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LoneChannel end = new LoneChannel(Role.INITIATOR).started();

    @Test
    void what_was_switched_off_is_switched_on_again() {
        KeyId key = end.inUse();
        end.encDec.acceptsNoMore(key);

        end.passes(SECOND.multipliedBy(3));

        assertThat(end.encDec.accepts(key)).isTrue();
        assertThat(end.side.codes()).isEmpty();
        assertThat(end.channel().needsKey()).isFalse();
    }

    @Test
    void what_can_not_be_put_right_is_told_and_the_key_replaced_at_once() {
        KeyId key = end.inUse();
        end.encDec.fails("prepare", EncDecFailure.lasting("the slot holds another key"), 1000);
        end.encDec.acceptsNoMore(key);

        end.passes(SECOND.multipliedBy(3));

        assertThat(end.side.codes()).contains(ReasonCode.ENC_DEC_FAILED);
        assertThat(end.channel().needsKey()).isTrue();
        assertThat(end.encDec.sending()).contains(key);
    }

    @Test
    void a_responder_says_so_to_the_initiator() {
        LoneChannel responder = new LoneChannel(Role.RESPONDER).started();
        KeyId key = responder.followed(0);
        responder.encDec.saw(key, 10, 10);
        responder.passes(SECOND.multipliedBy(5));
        responder.side.said();
        responder.encDec.fails("prepare", EncDecFailure.lasting("the slot holds another key"), 1000);
        responder.encDec.acceptsNoMore(key);

        responder.passes(SECOND.multipliedBy(3));

        assertThat(responder.side.said(Message.Refuse.class))
                .isNotEmpty()
                .allMatch(refusal -> refusal.key().equals(key));
    }

    @Test
    void a_key_that_is_to_be_sent_under_next_is_accepted_again_too() {
        LoneChannel responder = new LoneChannel(Role.RESPONDER).started();
        KeyId next = responder.received(1);
        responder.passes(SECOND.multipliedBy(3));
        responder.encDec.acceptsNoMore(next);

        responder.passes(SECOND.multipliedBy(3));

        assertThat(responder.encDec.accepts(next)).isTrue();
    }
}
