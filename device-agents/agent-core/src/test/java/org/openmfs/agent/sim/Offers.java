package org.openmfs.agent.sim;

import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.protocol.Message;

/** Offers that an initiator did not make. */
final class Offers {
    private Offers() {}

    /** The same offer for another key. */
    static Message.Offer again(Message.Offer one, KeyId key) {
        return new Message.Offer(
                one.association(),
                key,
                one.suites(),
                one.selected(),
                one.floor(),
                one.purpose(),
                one.certificates(),
                one.nonce(),
                one.labelShare(),
                one.contributions());
    }
}
