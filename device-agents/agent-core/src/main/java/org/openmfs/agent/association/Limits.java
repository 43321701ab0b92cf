package org.openmfs.agent.association;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.key.KeyStage;

/** How long the key in use may still be used: by time, by volume, by age. */
final class Limits {
    private final AssociationContext context;
    private long octets;
    private Instant dueSince = Instant.MAX;

    Limits(AssociationContext context) {
        this.context = context;
    }

    void observed(Observation observation) {
        octets = context.keys()
                .current()
                .flatMap(key -> observation.find(key.id()))
                .map(InstalledKey::octets)
                .orElse(0L);
    }

    /** Whether the key in use is due for replacement. */
    boolean rekeyDue() {
        boolean byTime = activated()
                .map(since -> since.plus(context.settings().life().rekeyInterval()))
                .filter(due -> !context.now().isBefore(due))
                .isPresent();
        boolean due = byTime || octets >= context.settings().life().rekeyOctets();
        if (!due) {
            dueSince = Instant.MAX;
        } else if (dueSince.equals(Instant.MAX)) {
            dueSince = context.now();
        }
        return due;
    }

    /** When the key in use is due by time, as the clock on the wall will show unless it is set. */
    Optional<Instant> nextRekey() {
        return context.keys()
                .current()
                .flatMap(key -> key.since(KeyStage.SENDING))
                .map(since -> since.plus(context.settings().life().rekeyInterval()));
    }

    /**
     * Whether traffic must stop now, and why.
     *
     * @param supplied whether a key is in stock or being installed
     * @param patience how long a due key is waited for where traffic stops without one
     */
    Optional<String> stop(boolean supplied, Duration patience) {
        KeyLife life = context.settings().life();
        Instant now = context.now();
        if (keyEnds().filter(end -> !now.isBefore(end)).isPresent()) {
            return Optional.of("the key reached its maximum age");
        }
        boolean overdue = rekeyDue() && now.isAfter(dueSince.plus(patience));
        boolean stops = life.whenKeysEnd() == WhenKeysEnd.STOP_TRAFFIC && overdue && !supplied;
        return stops ? Optional.of("the key is due and no other can be had") : Optional.empty();
    }

    /** When the key in use reaches its maximum age; the oldest, where another was ordered and is not switched to yet. */
    Optional<Instant> keyEnds() {
        return context.keys().at(KeyStage.SENDING).stream()
                .flatMap(key -> context.keys().activated(key).stream())
                .min(Instant::compareTo)
                .map(since -> since.plus(context.settings().life().maximumAge()));
    }

    private Optional<Instant> activated() {
        return context.keys().current().flatMap(context.keys()::activated);
    }
}
