package org.openmfs.agent.machine;

import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.registry.KeyRecord;

/** What an association does according to its role, beside the use of its keys. */
sealed interface Side permits InitiatorSide, ResponderSide {
    /** The peer says something; what only the other role may hear is ignored. */
    void received(Message message);

    /** The use of keys has found its place after a restart. */
    void recovered();

    /** The settings are others now. */
    void reconfigured();

    /** A method of this CF that may have been in the way can be used now, as far as is known. */
    void methodReturned(MethodId method);

    void linkIsUp();

    void tick();

    /** Does what is due now, looked at after every event. */
    void upkeep();

    /** Whether a key is being made. */
    boolean working();

    /** Whether the peer must know something of this key. */
    boolean sharedWithPeer(KeyRecord key);

    /** Gives up what is under way and wipes it. */
    void abandon();
}
