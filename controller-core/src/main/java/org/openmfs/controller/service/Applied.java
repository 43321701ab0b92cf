package org.openmfs.controller.service;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.PlannedPath;

/**
 * A plan that was carried out, and which of its pieces were written and not seen since: those are given time to show
 * before they are written once more. Used on the service's queue only.
 */
final class Applied {
    /** How long a device may take to report an association that it was given. */
    static final Duration REPORT_DUE = Duration.ofSeconds(10);

    /** How long a manager may take to report what it was asked for. */
    static final Duration PATH_DUE = Duration.ofSeconds(5);

    private final Plan plan;
    private final Map<PlannedPath, Instant> paths = new HashMap<>();
    private Instant associationsDue;
    private boolean unseen = true;
    private boolean everSeen;

    Applied(Plan plan, Instant now) {
        this.plan = plan;
        associationsDue = now.plus(REPORT_DUE);
    }

    Plan plan() {
        return plan;
    }

    Observation observe(Inventory inventory, Instant now) {
        Observation seen = Observation.of(plan, inventory, !everSeen && now.isBefore(associationsDue));
        if (seen.complete()) {
            unseen = false;
            everSeen = true;
        }
        paths.keySet().retainAll(seen.lost().paths());
        return seen;
    }

    /** What of the lost pieces should be written now. */
    Lost due(Lost lost, Instant now) {
        Set<DeviceId> devices = unseen && now.isBefore(associationsDue) ? Set.of() : lost.devices();
        Set<PlannedPath> ready = lost.paths().stream()
                .filter(path -> !now.isBefore(paths.getOrDefault(path, Instant.MIN)))
                .collect(Collectors.toSet());
        return new Lost(ready, devices);
    }

    /** These were written again. */
    void written(Lost pieces, Instant now) {
        pieces.paths().forEach(path -> paths.put(path, now.plus(PATH_DUE)));
        if (!pieces.devices().isEmpty()) {
            unseen = true;
            associationsDue = now.plus(REPORT_DUE);
        }
    }
}
