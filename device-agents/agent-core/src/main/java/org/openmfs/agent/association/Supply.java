package org.openmfs.agent.association;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteChoice;
import org.openmfs.agent.combine.SuiteId;

/**
 * Which suite the next exchange takes, and when: the best one configured that is not waiting out a failure. A suite
 * that is not configured is never taken.
 */
final class Supply {
    private final AssociationContext context;
    private final Map<SuiteId, Wait> waits = new HashMap<>();
    private Optional<SuiteId> wanted = Optional.empty();
    private Wait wait;

    private record Wait(int failures, Instant until) {}

    Supply(AssociationContext context) {
        this.context = context;
        this.wait = new Wait(0, Instant.MIN);
    }

    /** The suite to offer now, if it is time. */
    Optional<Suite> next() {
        Instant now = context.now();
        if (now.isBefore(wait.until())) {
            return Optional.empty();
        }
        SuiteChoice choice = context.choice();
        Optional<Suite> preferred = choice.acceptable().stream()
                .filter(suite -> wanted.filter(suite.id()::equals).isPresent())
                .findFirst();
        return preferred.or(() -> choice.acceptable().stream()
                .filter(suite -> !now.isBefore(untilOf(suite.id())))
                .findFirst());
    }

    /** The responder asks for another suite; whether it may have it. */
    boolean reselect(SuiteId refused, SuiteId asked) {
        boolean allowed = !asked.equals(refused) && context.choice().allows(asked);
        if (allowed) {
            later(refused);
            wanted = Optional.of(asked);
        }
        return allowed;
    }

    void failed(ReasonCode code, SuiteId suite) {
        wanted = Optional.empty();
        if (code.concernsTheSuite()) {
            later(suite);
        } else {
            wait = after(wait);
        }
    }

    void succeeded(SuiteId suite) {
        wanted = Optional.empty();
        waits.remove(suite);
        wait = new Wait(0, Instant.MIN);
    }

    /** Circumstances changed: try at once. */
    void forgetFailures() {
        wanted = Optional.empty();
        waits.clear();
        wait = new Wait(0, Instant.MIN);
    }

    private void later(SuiteId suite) {
        waits.put(suite, after(waits.getOrDefault(suite, new Wait(0, Instant.MIN))));
    }

    private Wait after(Wait before) {
        int failures = before.failures() + 1;
        return new Wait(
                failures,
                context.now()
                        .plus(context.settings()
                                .backoff()
                                .after(failures, context.platform().random())));
    }

    private Instant untilOf(SuiteId suite) {
        return waits.getOrDefault(suite, new Wait(0, Instant.MIN)).until();
    }
}
