package org.openmfs.agent.registry;

import com.google.errorprone.annotations.MustBeClosed;
import org.openmfs.agent.key.KeyMaterial;

/**
 * Where key-encryption keys come from: a passphrase, later a token. One key an epoch; it follows from a seed that the
 * registry keeps, so that destroying the seed destroys everything sealed in that epoch.
 */
public interface KeySealing {
    /**
     * The key-encryption key of an epoch.
     *
     * @param seed 32 random octets
     * @throws RegistryFailure if the key cannot be had
     */
    @MustBeClosed
    Epoch epoch(byte[] seed);

    /** A key-encryption key; closing it wipes it. */
    interface Epoch extends AutoCloseable {
        /** Encrypts a secret and binds it to public octets, which must be the same on opening. */
        byte[] seal(KeyMaterial secret, byte[] context);

        /**
         * The secret again.
         *
         * @throws RegistryFailure if another key, other public octets or a changed value was given
         */
        @MustBeClosed
        KeyMaterial open(byte[] sealed, byte[] context);

        @Override
        void close();
    }
}
