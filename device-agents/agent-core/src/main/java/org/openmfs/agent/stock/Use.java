package org.openmfs.agent.stock;

import java.time.Instant;
import java.util.Optional;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.registry.KeyRecord;

/**
 * What the keys of an association are used for, and what takes them from its stock; the channel between two Enc/Decs is
 * one. Everything is called on the association's queue.
 */
public interface Use {
    /** Finds its place after a restart; the journal was read before. */
    void start();

    /** Whether it has found its place. */
    boolean isReady();

    /** The peer says something that concerns the use of keys. */
    void received(Message message);

    /** The peer says how far it has come with a key that this side has confirmed. */
    void stands(KeyRecord key, KeyStage there);

    /** Whether it could do with another key at once. */
    boolean needsKey();

    /** The key is of no worth any more; it is replaced first if it is in use. */
    void discard(KeyId key, String why);

    /** The operator wants another key now. */
    void rekey();

    /** What is protected under each key of this side may have been protected under it before: none is to be used on. */
    void distrust(String why);

    /** Why what this side has written of its keys cannot be true; empty where nothing speaks against it. */
    Optional<String> contradiction();

    /** The settings are others now. */
    void reconfigured();

    void linkIsUp();

    /** Looks what time it is. */
    void tick();

    /** Does what is due now; called after every event. */
    void upkeep();

    /** Whether a key is on its way into use, or out of it. */
    boolean working();

    /** Whether it is being looked for that the peer uses a new key. */
    boolean settling();

    /** Whether nothing is protected, and therefore nothing sent. */
    boolean stopped();

    /** When the key in use is to be replaced, as the clock on the wall will show unless it is set. */
    Optional<Instant> nextRekey();

    /** When the key in use reaches its maximum age. */
    Optional<Instant> keyEnds();

    /** Ends the use of all keys for good, however often that must be tried, and then tells. */
    void end(Runnable ended);

    /** Gives up what is under way and wipes it; the journal knows. */
    void abandon();
}
