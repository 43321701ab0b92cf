package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.Resend;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** A message that is sent until it is answered. */
final class ResendTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final OneSide side = new OneSide(Role.INITIATOR);
    private final Message message = new Message.Query(World.BLUE, new KeyId("0123456789abcdef0123456789abcdef"));
    private final Resend resend = new Resend(side.context, message);

    @Test
    void it_is_sent_at_once_and_then_after_waits_that_are_doubled_up_to_four_seconds() {
        assertThat(side.said()).containsExactly(message);
        for (int millis : new int[] {500, 1000, 2000, 4000, 4000}) {
            side.passes(Duration.ofMillis(millis - 250), resend::tick);
            assertThat(side.said()).isEmpty();
            side.passes(Duration.ofMillis(250), resend::tick);
            assertThat(side.said()).containsExactly(message);
        }
        resend.atOnce();
        assertThat(side.said()).containsExactly(message);
        side.passes(Duration.ofMillis(500), resend::tick);
        assertThat(side.said()).containsExactly(message);
    }

    @Test
    void a_peer_that_does_not_answer_is_told_of_when_patience_is_over_until_it_does() {
        side.passes(PATIENCE, resend::tickAndTell);
        assertThat(side.codes()).isEmpty();
        assertThat(resend.isUnansweredFor(PATIENCE)).isFalse();
        side.passes(Duration.ofMillis(250), resend::tickAndTell);
        assertThat(side.report().reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(ReasonCode.PEER_UNREACHABLE);
            assertThat(reason.text()).isEqualTo("the peer does not answer Query");
        });

        resend.heard();
        assertThat(side.codes()).isEmpty();
        assertThat(resend.isUnansweredFor(PATIENCE)).isFalse();
        side.context.health().raise(ReasonCode.PEER_UNREACHABLE, "of another");
        resend.end();
        assertThat(side.codes()).containsExactly(ReasonCode.PEER_UNREACHABLE);
    }

    @Test
    void while_the_link_is_down_nothing_is_said_of_answers() {
        side.context.health().linkDown("cut");
        side.passes(PATIENCE.plusSeconds(1), resend::tickAndTell);
        assertThat(resend.isUnansweredFor(PATIENCE)).isFalse();
        assertThat(side.report().reasons().getFirst().text()).contains("cut");
        resend.end();

        assertThat(side.codes()).containsExactly(ReasonCode.PEER_UNREACHABLE);
    }

    @Test
    void nor_is_that_trouble_over_where_it_was_told_before() {
        side.passes(PATIENCE.plusSeconds(1), resend::tickAndTell);
        side.context.health().linkDown("cut");
        resend.end();

        assertThat(side.codes()).containsExactly(ReasonCode.PEER_UNREACHABLE);
    }

    @Test
    void since_when_it_is_refused_is_remembered_while_the_link_is_up() {
        assertThat(resend.isRefused()).isFalse();
        resend.heard();
        side.passes(PATIENCE.minusSeconds(1), resend::tick);
        resend.heard();
        assertThat(resend.isRefused()).isTrue();
        assertThat(resend.isRefusedFor(PATIENCE)).isFalse();
        side.passes(Duration.ofSeconds(1), resend::tick);
        assertThat(resend.isRefusedFor(PATIENCE)).isTrue();

        side.context.health().linkDown("cut");
        resend.tick();
        assertThat(resend.isRefused()).isFalse();
        assertThat(resend.isRefusedFor(PATIENCE)).isFalse();
    }
}
