package org.openmfs.agent.methods.qkd014;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Uses that are remembered as long as the test lasts, up to a number. */
final class RememberedUses implements UsedKeys {
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private volatile int most = Integer.MAX_VALUE;

    /** From now on so many are remembered at most. */
    void most(int uses) {
        most = uses;
    }

    @Override
    public boolean isFull() {
        return used.size() >= most;
    }

    @Override
    public boolean firstUse(String externalId) {
        return used.add(externalId);
    }
}
