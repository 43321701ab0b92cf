package org.openmfs.controller.service;

import java.util.Set;
import java.util.stream.Collectors;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.Trouble;

/**
 * What KMEs refuse devices: one may do so because its network forgot the key link, which would show by and by only. Used
 * on the service's queue only.
 */
final class KmeRefusals {
    private Set<Trouble> known = Set.of();

    /** Whether there are some that were not there the last time. */
    boolean news(Observation seen, Inventory inventory) {
        Set<Trouble> now = seen.troubles().stream()
                .filter(trouble -> Consequences.isOfQkd(trouble, inventory))
                .collect(Collectors.toSet());
        boolean news = !known.containsAll(now);
        known = now;
        return news;
    }
}
