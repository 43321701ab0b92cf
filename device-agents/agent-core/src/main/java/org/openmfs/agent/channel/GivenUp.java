package org.openmfs.agent.channel;

import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/**
 * Why the initiator has no use for a key any more, as this side tells it.
 *
 * @param code what is amiss if the key is the one in use
 * @param forAnother whether another key may follow: traffic need not be stopped where there is room for one at a time
 */
record GivenUp(ReasonCode code, String why, boolean forAnother) {
    /** No key follows. */
    GivenUp(ReasonCode code, String why) {
        this(code, why, false);
    }

    static GivenUp of(Message.Retire retire) {
        return switch (retire.cause()) {
            case WITHDRAWN -> new GivenUp(ReasonCode.GIVEN_UP_THERE, "the initiator withdrew the association");
            case EXPIRED -> new GivenUp(ReasonCode.KEY_EXPIRED, "the initiator stopped traffic" + said(retire));
            case OTHER -> new GivenUp(ReasonCode.GIVEN_UP_THERE, "given up by the initiator" + said(retire), true);
        };
    }

    /** The initiator was asked where it stands with the key; one that destroyed it may have another to follow. */
    static GivenUp unknownThere(KeyStage there) {
        return new GivenUp(
                ReasonCode.GIVEN_UP_THERE,
                "the initiator says that it has no such key any more: its association was made anew, or the key reached its"
                        + " maximum age there",
                there == KeyStage.GONE);
    }

    private static String said(Message.Retire retire) {
        return retire.text().isBlank() ? "" : ": " + retire.text();
    }
}
