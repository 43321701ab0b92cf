package org.openmfs.agent.methods.qkd014;

/**
 * Remembers which external keys were taken into use, since some KMEs deliver a key twice.
 *
 * <p>An association claims external keys in its agent's journal too, over restarts. Where the same journal stands behind
 * this port it claims under another name, or the association would find its key claimed already.
 *
 * <p>Safe for use by several threads at once.
 */
public interface UsedKeys {
    /** Whether no more uses can be recorded as yet: no key is to be asked for then. */
    boolean isFull();

    /**
     * Records the use of a key.
     *
     * @param externalId the key_ID in lower case
     * @return whether this is its first use; of several calls with the same id only one is told so
     */
    boolean firstUse(String externalId);
}
