package org.openmfs.agent.association;

import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.registry.KeyRecord;

/** What an association does according to its role. */
sealed interface Side permits InitiatorSide, ResponderSide {
    /** The peer says something; what only the other role may hear is ignored. */
    void received(Message message);

    /** The journal and the Enc/Dec agree: goes on from there. */
    void recovered(Observation observation);

    void observed(Observation observation);

    /** The Enc/Dec does not hold a key that the journal says it holds. */
    void lost(KeyRecord key);

    /** Frames are not sent under the key in use any more, which the Enc/Dec still accepts: it can't be begun with again. */
    void silenced(KeyRecord key);

    /** Traffic is being stopped. */
    void stopping();

    /** The Enc/Dec holds no key any more. */
    void cleared();

    /** The settings are others now. */
    void reconfigured();

    /** A method of this CF that may have been in the way can be used now, as far as is known. */
    void methodReturned(MethodId method);

    /** The operator wants another key now. */
    void rekey();

    /** Packet numbers may have been used before under every key of this side: none is to be used on. */
    void distrust(String why);

    void linkIsUp();

    void tick();

    /** Does what is due now, looked at after every event. */
    void upkeep();

    /** Whether a key is on its way. */
    boolean working();

    /** Whether frames under a new key are being looked for. */
    boolean settling();

    /** Whether the Enc/Dec is being told to send under another key. */
    boolean switching();

    /** Whether a key is in stock or being installed. */
    boolean supplied();

    /** Whether the peer must know something of this key. */
    boolean sharedWithPeer(KeyRecord key);

    /** Gives up what is under way and wipes it. */
    void abandon();
}
