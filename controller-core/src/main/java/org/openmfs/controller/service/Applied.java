package org.openmfs.controller.service;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.Step;

/**
 * A plan that was carried out, and which of its pieces were written and not seen since: those are given time to show
 * before they are written once more. Used on the service's queue only.
 */
final class Applied {
    /** How long a device may take to report an association that it was given. */
    static final Duration REPORT_DUE = Duration.ofSeconds(10);

    /** How long a manager may take to report what it was asked for. */
    static final Duration PATH_DUE = Duration.ofSeconds(5);

    /** How long a manager may take to report a key link as it was widened, which is in no hurry. */
    static final Duration GROWTH_DUE = Duration.ofMinutes(1);

    /** How soon other terms may take the place of these: two ends that are still at it would have to begin anew. */
    static final Duration STANDS_FOR = Duration.ofSeconds(3);

    private Plan plan;
    private final Instant since;
    private final Map<Step, Instant> asked = new HashMap<>();
    private final Map<Step, Instant> widened = new HashMap<>();
    private Instant written;
    private boolean unseen = true;
    private boolean everSeen;

    Applied(Plan plan, Instant now) {
        this.plan = plan;
        since = now;
        written = now;
    }

    /** Whether a time that began then goes on; where a clock was set back since, nobody waits until it has caught up. */
    private static boolean isAhead(Instant then, Duration time, Instant now) {
        return !now.isBefore(then) && now.isBefore(then.plus(time));
    }

    Plan plan() {
        return plan;
    }

    /** The same steps in another plan: one whose routes, which nobody is asked for, are others. */
    void isNow(Plan same) {
        plan = same;
    }

    /** How long another plan has to wait: one that leads another way is needed at once. */
    Duration untilReplacedBy(Plan next, Instant now) {
        boolean elsewhere = next.paths().stream()
                .anyMatch(path -> plan.paths().stream()
                        .anyMatch(old ->
                                old.id().equals(path.id()) && !old.nodes().equals(path.nodes())));
        boolean mayWait =
                !elsewhere && next.ends().toList().equals(plan.ends().toList()) && isAhead(since, STANDS_FOR, now);
        return mayWait ? Duration.between(now, since.plus(STANDS_FOR)) : Duration.ZERO;
    }

    Observation observe(Inventory inventory, Instant now) {
        Observation seen = Observation.of(
                plan,
                inventory,
                new Observation.Awaited(
                        !everSeen && isAhead(written, REPORT_DUE, now), isAhead(since, REPORT_DUE, now)));
        if (seen.complete()) {
            unseen = false;
            everSeen = true;
        }
        asked.keySet().retainAll(seen.lost().steps());
        return seen;
    }

    /** What of the lost pieces should be written now. */
    Lost due(Lost lost, Instant now) {
        return lost.within(step -> step instanceof Step.Configure
                ? !unseen || !isAhead(written, REPORT_DUE, now)
                : !isAhead(asked.getOrDefault(step, Instant.EPOCH), PATH_DUE, now));
    }

    /** Which of the key links that may be wider should be written now; those that became so need not be awaited longer. */
    Lost growth(Lost outgrown, Instant now) {
        widened.keySet().retainAll(outgrown.steps());
        return outgrown.within(step -> !isAhead(widened.getOrDefault(step, Instant.EPOCH), GROWTH_DUE, now));
    }

    /** These key links were written wider. */
    void grown(Lost pieces, Instant now) {
        pieces.steps().forEach(step -> widened.put(step, now));
    }

    /** These were written again. */
    void written(Lost pieces, Instant now) {
        pieces.steps().forEach(step -> asked.put(step, now));
        if (pieces.steps().stream().anyMatch(Step.Configure.class::isInstance)) {
            unseen = true;
            written = now;
        }
    }
}
