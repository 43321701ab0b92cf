package org.openmfs.agent.association;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.registry.KeyRecord;

/**
 * Whether the key in use is of a suite that this side does not allow any more: told from when its replacement takes longer
 * than an ordinary one until another key is in use.
 */
final class ForbiddenUse {
    private static final int PARTS = 3;
    private final AssociationContext context;
    private Optional<Instant> since = Optional.empty();
    private boolean told;

    ForbiddenUse(AssociationContext context) {
        this.context = context;
    }

    void look() {
        Optional<SuiteId> suite = context.keys().inUse().map(KeyRecord::suite).filter(used -> !context.choice()
                .allows(used));
        if (suite.isEmpty()) {
            over();
            return;
        }
        Instant now = context.now();
        since = since.or(() -> Optional.of(now));
        Duration ordinary = context.pace().patience().dividedBy(PARTS);
        if (!now.isBefore(since.get().plus(ordinary))) {
            told = true;
            String text = "the key in use is of suite " + suite.get() + ", which is not allowed any more";
            context.health().raise(ReasonCode.BELOW_FLOOR, text);
        }
    }

    private void over() {
        since = Optional.empty();
        if (told) {
            told = false;
            context.health().clear(ReasonCode.BELOW_FLOOR);
        }
    }
}
