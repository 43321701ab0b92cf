package org.openmfs.southbound.apn.tapi;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.OpticalPath;

/** Paths that an APN-C was asked for and does not list yet: asked once more, it might make them twice. */
final class UnlistedPaths {
    /** After that a request is taken to be lost. */
    private static final Duration LATEST = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<AssociationId, Created> all = new HashMap<>();

    private record Created(OpticalPath path, Instant at) {}

    UnlistedPaths(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void created(OpticalPath path) {
        all.put(path.association(), new Created(path, clock.instant()));
    }

    /** It is listed, or nobody wants it any more. */
    synchronized void forget(AssociationId association) {
        all.remove(association);
    }

    synchronized boolean isAwaited(OpticalPath path) {
        Instant now = clock.instant();
        return Optional.ofNullable(all.get(path.association()))
                .filter(created -> created.path().equals(path))
                .filter(created ->
                        !now.isBefore(created.at()) && now.isBefore(created.at().plus(LATEST)))
                .isPresent();
    }
}
