package org.openmfs.agent.methods.qkd014;

/**
 * Remembers which external keys were taken into use, over restarts, since some KMEs deliver a key twice.
 *
 * <p>Safe for use by several threads at once.
 */
@FunctionalInterface
public interface UsedKeys {
    /**
     * Records the use of a key.
     *
     * @param externalId the key_ID in lower case
     * @return whether this is its first use; of several calls with the same id only one is told so
     */
    boolean firstUse(String externalId);
}
