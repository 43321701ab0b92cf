package org.openmfs.agent.netconf.device;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openmfs.agent.methods.qkd014.UsedKeys;
import org.openmfs.agent.registry.Registry;

/**
 * Remembers which keys a KME delivered lately. What was taken for a key, the associations claim in the agent's journal;
 * where that has no room left, no key is asked for.
 */
final class DeliveredKeys implements UsedKeys {
    private static final int LATELY = 1 << 16;
    private final Registry registry;
    private final Map<String, Boolean> lately = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > LATELY;
        }
    };

    DeliveredKeys(Registry registry) {
        this.registry = registry;
    }

    @Override
    public boolean isFull() {
        return registry.claims() >= Registry.MOST_CLAIMS;
    }

    @Override
    public synchronized boolean firstUse(String externalId) {
        return lately.put(externalId, Boolean.TRUE) == null;
    }
}
