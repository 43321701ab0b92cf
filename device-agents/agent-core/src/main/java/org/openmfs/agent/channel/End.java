package org.openmfs.agent.channel;

import java.util.Optional;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.registry.KeyRecord;

/** What one end of a channel does according to its role. */
sealed interface End permits LeadingEnd, FollowingEnd {
    /** The peer says something; what only the other role may hear is ignored. */
    void received(Message message);

    /** The peer says how far it has come with a key that this side has confirmed. */
    void stands(KeyRecord key, KeyStage there);

    /** The journal and the Enc/Dec agree: goes on from there. */
    void recovered(Observation observation);

    void observed(Observation observation);

    /** The Enc/Dec does not hold a key that the journal says it holds. */
    void lost(KeyRecord key);

    /** Frames are not sent under the key in use any more, which the Enc/Dec still accepts: it can't be begun with again. */
    void silenced(KeyRecord key);

    /**
     * Frames are sent under this key, which is in use, and none come; told again and again.
     *
     * @return a key of before that is sent under again instead
     */
    Optional<KeyId> unproved(KeyId key, String why);

    /** Traffic is being stopped. */
    void stopping();

    /** The Enc/Dec holds no key any more. */
    void cleared();

    /** Whether another key is needed at once. */
    boolean needsKey();

    /** The key is of no worth any more; it is replaced first if it is in use. */
    void discard(KeyId key, String why);

    /** The settings are others now. */
    void reconfigured();

    /** The operator wants another key now. */
    void rekey();

    /** Packet numbers may have been used before under every key of this side: none is to be used on. */
    void distrust(String why);

    void linkIsUp();

    void tick();

    /** Does what is due now, looked at after every event. */
    void upkeep();

    /** Whether a key is on its way into the Enc/Dec, or out of it. */
    boolean working();

    /** Whether frames under a new key are being looked for. */
    boolean settling();

    /** Whether the Enc/Dec is being told to send under another key. */
    boolean switching();

    /** Whether a key is in stock or being installed. */
    boolean supplied();

    /** Gives up what is under way. */
    void abandon();
}
