package org.openmfs.agent.protocol;

import org.openmfs.agent.key.CfId;

/**
 * The MFS Inter-MFS CF I/F seen from an association: sends without waiting and without promise.
 *
 * <p>The sender's identity is proved by the transport; a message for another CF than the association's peer is dropped.
 */
public interface PeerLink {
    /** Sends if the link is up, else drops; never blocks. */
    void send(CfId peer, Message message);

    /** Who is told of messages and of the link itself. Called on any thread. */
    interface Receiver {
        void received(CfId peer, Message message);

        /** The link to the peer came up or went down, or it is known better why it is down. */
        void linkChanged(CfId peer, LinkState state);
    }

    /** Whether messages can be exchanged with a peer. */
    sealed interface LinkState {
        /**
         * They can.
         *
         * @param revision of the protocol that both ends speak
         */
        record Up(int revision) implements LinkState {}

        /** They cannot. */
        record Down(String why) implements LinkState {}
    }
}
