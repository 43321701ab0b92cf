package org.openmfs.agent.methods.psk;

import com.google.errorprone.annotations.MustBeClosed;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.MethodFailure;

/** A pre-shared key of this CF and one peer, wherever it lies: it computes for its owner and is never read. */
public interface SharedKey extends AutoCloseable {
    /** What both CFs call it. */
    PskId id();

    /**
     * HMAC-SHA-256 of a text under this key, 256 bits.
     *
     * @throws MethodFailure if the key is no longer there, or where it lies is away
     * @throws IllegalStateException if it was closed
     */
    @MustBeClosed
    KeyMaterial hmacSha256(byte[] text) throws MethodFailure;

    /** Gives back what it holds of the key; the key stays where it lies. */
    @Override
    void close();
}
