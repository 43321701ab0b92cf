package org.openmfs.agent.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.protocol.RetireCause;

/** What an initiator's giving up of a key means here. */
final class GivenUpTest {
    private static final KeyId KEY = new KeyId("0123456789abcdef0123456789abcdef");

    @Test
    void another_key_may_follow_where_the_initiator_neither_withdrew_nor_stopped_traffic() {
        assertThat(GivenUp.of(retire(RetireCause.OTHER, "replaced")))
                .isEqualTo(new GivenUp(ReasonCode.GIVEN_UP_THERE, "given up by the initiator: replaced", true));
        assertThat(GivenUp.of(retire(RetireCause.WITHDRAWN, "replaced")).forAnother())
                .isFalse();
        assertThat(GivenUp.of(retire(RetireCause.EXPIRED, "too old")))
                .isEqualTo(new GivenUp(ReasonCode.KEY_EXPIRED, "the initiator stopped traffic: too old", false));
    }

    @Test
    void an_initiator_that_says_nothing_is_not_quoted() {
        assertThat(GivenUp.of(retire(RetireCause.OTHER, " ")).why()).isEqualTo("given up by the initiator");
    }

    @Test
    void another_key_may_follow_where_the_initiator_destroyed_its_own_and_not_where_it_never_had_it() {
        assertThat(GivenUp.unknownThere(KeyStage.GONE).forAnother()).isTrue();
        assertThat(GivenUp.unknownThere(KeyStage.UNKNOWN).forAnother()).isFalse();
    }

    private static Message.Retire retire(RetireCause cause, String text) {
        return new Message.Retire(new AssociationId("blue"), KEY, cause, text);
    }
}
