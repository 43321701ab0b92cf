package org.openmfs.agent.netconf.device;

import java.time.Instant;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.methods.qkd014.UsedKeys;
import org.openmfs.agent.method.Origin;
import org.openmfs.agent.registry.Registry;

/** Remembers in the agent's journal which keys a KME delivered, apart from what associations claim. */
final class DeliveredKeys implements UsedKeys {
    private static final MethodId DELIVERED = new MethodId("qkd-014-delivered");
    private final Registry registry;

    DeliveredKeys(Registry registry) {
        this.registry = registry;
    }

    @Override
    public boolean isFull() {
        return registry.isFullOfClaims();
    }

    @Override
    public boolean firstUse(String externalId) {
        return registry.claim(new Origin(DELIVERED, externalId), Instant.now());
    }
}
