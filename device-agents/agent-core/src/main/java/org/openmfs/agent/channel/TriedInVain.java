package org.openmfs.agent.channel;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;

/**
 * Keys that the initiator tried in vain, and that this end accepts without having followed to them: they are not followed to
 * any more, and go when their last frames are here.
 */
final class TriedInVain {
    private final AssociationContext context;
    private final Map<KeyId, Instant> since = new HashMap<>();

    TriedInVain(AssociationContext context) {
        this.context = context;
    }

    void add(KeyId tried) {
        if (isStillThere(tried)) {
            since.putIfAbsent(tried, context.now());
        }
    }

    boolean contains(KeyId key) {
        return since.containsKey(key);
    }

    /** Those whose last frames are here. */
    List<KeyId> done() {
        since.keySet().removeIf(key -> !isStillThere(key));
        Instant settled = context.now().minus(context.pace().settle());
        return since.entrySet().stream()
                .filter(tried -> !tried.getValue().isAfter(settled))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isStillThere(KeyId key) {
        return context.keys()
                .find(key)
                .filter(at -> at.stage() == KeyStage.RECEIVING)
                .isPresent();
    }
}
