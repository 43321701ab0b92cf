package org.openmfs.agent.registry;

import com.google.errorprone.annotations.MustBeClosed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.Origin;

/**
 * The agent's journal of keys. What a call wrote is durable when it returns, or it throws; a process killed at any
 * moment finds afterwards what had returned, and nothing by halves.
 *
 * <p>Safe for use by several associations at once. All methods throw {@link RegistryFailure}.
 */
public interface Registry extends AutoCloseable {
    /** The next number of the association's keys: 1, 2, 3 and so on, never twice. */
    long nextOrder(AssociationId association);

    /** How many external keys are remembered at most, about; where so many are, no more are to be asked for. */
    int MOST_CLAIMS = 1 << 22;

    /**
     * Takes an external key for one use (MFS 3.3: a source key is not used twice).
     *
     * @return false if it was taken before, and not so long ago that it was forgotten
     */
    boolean claim(Origin origin);

    /** How many external keys are remembered. */
    long claims();

    /**
     * Enters a new key; keeps a copy of the secret under seal.
     *
     * @return false if the key id is known, of this association or another; nothing is entered then
     */
    boolean add(KeyRecord key, KeyMaterial secret);

    /**
     * Replaces what is known of a key. When its state becomes {@code DESTROYED}, its secret is overwritten.
     *
     * @throws IllegalStateException if the key is unknown, would go back to an earlier stage, or would take a step that
     *     {@link org.openmfs.agent.key.KeyState} does not allow
     */
    void update(KeyRecord key);

    /** What is known of a key, destroyed or not. */
    Optional<KeyRecord> find(KeyId key);

    /** The association's keys that are not {@code GONE}, in their order. */
    List<KeyRecord> live(AssociationId association);

    /** How many of the association's keys were ever sent under. */
    long installedEver(AssociationId association);

    /** Every key in the journal, those of one association in their order. */
    List<KeyRecord> keys();

    /**
     * A copy of a key's secret. Keys may be destroyed at any moment, also while the Enc/Dec is about to take them.
     *
     * @throws DestroyedKey if the key is destroyed, or so long ago that it is unknown
     */
    @MustBeClosed
    KeyMaterial secret(KeyId key) throws DestroyedKey;

    /**
     * To be called once an hour: claims age by the time that agents ran, which no clock that is set makes longer.
     *
     * @param remembered how many such hours external keys are remembered
     */
    void anHourPassed(long remembered);

    /**
     * Forgets keys that were gone before a moment; claimed external keys stay claimed.
     *
     * @param before of keys that were sent under
     * @param neverSentBefore of keys that never were, as many as a peer likes to have made
     */
    void forgetGone(Instant before, Instant neverSentBefore);

    @Override
    void close();
}
