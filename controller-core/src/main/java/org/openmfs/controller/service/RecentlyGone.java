package org.openmfs.controller.service;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ServiceId;

/**
 * Services that went a short while ago: a network may yet make what was asked for when they were there, and its answer came
 * too late. What others made under such names, or before this controller was started, is none of ours to take away.
 */
final class RecentlyGone {
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int MOST = 10_000;

    private final InstantSource clock;
    /** Oldest first; guarded by itself. */
    private final Map<ServiceId, Instant> gone = new LinkedHashMap<>();

    RecentlyGone(InstantSource clock) {
        this.clock = clock;
    }

    void add(ServiceId service) {
        synchronized (gone) {
            gone.remove(service);
            gone.put(service, clock.instant());
            if (gone.size() > MOST) {
                gone.remove(gone.keySet().iterator().next());
            }
        }
    }

    /** Of which the network has an optical path. */
    Set<ServiceId> seenIn(ManagerBelief network) {
        synchronized (gone) {
            Instant before = clock.instant().minus(REMEMBERED);
            gone.values().removeIf(when -> when.isBefore(before));
            if (gone.isEmpty()) {
                return Set.of();
            }
            return network.paths().entrySet().stream()
                    .filter(path -> path.getValue().state() != LightPathState.MISSING)
                    .flatMap(path -> ServiceId.of(path.getKey()).stream())
                    .filter(gone::containsKey)
                    .collect(Collectors.toSet());
        }
    }
}
