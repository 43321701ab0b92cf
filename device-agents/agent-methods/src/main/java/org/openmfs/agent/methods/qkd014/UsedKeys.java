package org.openmfs.agent.methods.qkd014;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which external keys were taken into use, since some KMEs deliver a key twice.
 *
 * <p>An association claims external keys in its agent's journal too, for ever and over restarts. Where the same journal
 * stands behind this port it claims under another name, or the association would find its key claimed already.
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

    /** Remembers the last 65,536 keys of this process. */
    static UsedKeys ofThisProcess() {
        int remembered = 1 << 16;
        Map<String, Boolean> used = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > remembered;
            }
        };
        return externalId -> {
            synchronized (used) {
                return used.put(externalId, Boolean.TRUE) == null;
            }
        };
    }
}
