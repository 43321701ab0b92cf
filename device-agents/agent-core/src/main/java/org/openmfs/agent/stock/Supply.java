package org.openmfs.agent.stock;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.protocol.ReasonCode;

/**
 * Which suite the next exchange takes, and when: the best one configured that is not waiting out a failure. A suite
 * that is not configured is never taken.
 */
final class Supply {
    private static final int MOST_DOUBLINGS = 10;
    private static final int LONG_WAITS = 3;
    /** After so long without a loss a loss counts as the first. */
    private static final Duration QUIET = Duration.ofMinutes(5);
    /** After so long without a loss the stock is as large as it should be. */
    private static final Duration TRUSTED = Duration.ofHours(1);

    private final AssociationContext context;
    private final Supplier<Optional<Instant>> keyEnds;
    private final Map<SuiteId, Wait> waits = new HashMap<>();
    private Optional<SuiteId> wanted = Optional.empty();
    private Wait wait = Wait.NONE;
    private Instant welcomeFrom = Instant.MIN;
    private Instant forgetFrom = Instant.MIN;
    private Wait distrust = Wait.NONE;
    private int losses;
    private Instant lastLoss = Instant.EPOCH;

    /**
     * @param notBefore not even when circumstances change
     * @param drought where the last failure was a want of keys
     */
    private record Wait(int failures, Instant until, Instant notBefore, Optional<Drought> drought) {
        private static final Wait NONE = new Wait(0, Instant.MIN, Instant.MIN, Optional.empty());

        Wait forgotten() {
            return new Wait(0, notBefore, notBefore, Optional.empty());
        }

        Wait noLongerThan(Instant end) {
            Instant soonest = end.isAfter(notBefore) ? end : notBefore;
            return until.isAfter(soonest) ? new Wait(failures, soonest, notBefore, drought) : this;
        }
    }

    /** @param keyEnds when the key in use reaches its maximum age */
    Supply(AssociationContext context, Supplier<Optional<Instant>> keyEnds) {
        this.context = context;
        this.keyEnds = keyEnds;
    }

    /** The suite to offer now, if it is time. */
    Optional<Suite> next() {
        Instant now = context.now();
        if (now.isBefore(wait.until()) || now.isBefore(distrust.until())) {
            return Optional.empty();
        }
        if (wanted.filter(suite -> now.isBefore(waitOf(suite).notBefore())).isPresent()) {
            return Optional.empty();
        }
        Optional<Suite> preferred = context.choice().acceptable().stream()
                .filter(suite -> wanted.filter(suite.id()::equals).isPresent())
                .findFirst();
        // Where none works that the peer accepts, as far as is known, another one is offered: the peer may have a lower
        // floor by now, and says so.
        return preferred
                .or(() -> context.acceptableToBoth().stream()
                        .filter(suite -> isDue(suite, now))
                        .findFirst())
                .or(() -> context.choice().acceptable().stream()
                        .filter(suite -> isDue(suite, now))
                        .findFirst());
    }

    private boolean isDue(Suite suite, Instant now) {
        return !now.isBefore(waitOf(suite.id()).until());
    }

    /** The responder asks for another suite; whether it may have it: not if it refused the one that it asked for. */
    boolean reselect(SuiteId refused, SuiteId asked) {
        boolean askedBefore = wanted.equals(Optional.of(refused));
        boolean allowed =
                !askedBefore && !asked.equals(refused) && context.choice().allows(asked);
        if (allowed) {
            waits.put(refused, after(waitOf(refused)));
            wanted = Optional.of(asked);
        }
        return allowed;
    }

    void failed(ReasonCode code, SuiteId suite) {
        wanted = Optional.empty();
        if (code == ReasonCode.METHOD_EXHAUSTED) {
            waits.put(suite, dry(waitOf(suite)));
        } else if (code.concernsTheSuite()) {
            waits.put(suite, after(waitOf(suite)));
        } else {
            wait = after(wait);
        }
    }

    void succeeded(SuiteId suite) {
        wanted = Optional.empty();
        waits.remove(suite);
        wait = Wait.NONE;
    }

    /**
     * The responder lost keys that it had confirmed. Where its association was made anew that happens once, to all at a
     * time; from one that does so again and again keys are made ever less often.
     */
    void lostThere() {
        Instant now = context.now();
        if (now.isAfter(distrust.until().plus(QUIET))) {
            distrust = Wait.NONE;
        }
        if (!now.isBefore(distrust.until())) {
            losses = lostLately() ? losses + 1 : 1;
            lastLoss = now;
            int inARow = distrust.failures() + 1;
            Duration doubled =
                    context.settings().backoff().first().multipliedBy(1L << Math.min(inARow, MOST_DOUBLINGS));
            distrust =
                    new Wait(inARow, now.plus(doubled.compareTo(QUIET) > 0 ? QUIET : doubled), now, Optional.empty());
        }
    }

    private boolean lostLately() {
        return context.now().isBefore(lastLoss.plus(TRUSTED));
    }

    /** How many keys are to be ready: half as many each time that the responder lost keys again. */
    int stockTarget() {
        int wanted = context.settings().life().stockTarget();
        int halved = Math.max(1, wanted >> Math.clamp(losses - 1, 0, MOST_DOUBLINGS));
        return lostLately() && losses > 1 ? Math.min(wanted, halved) : wanted;
    }

    /** The peer can be asked again: try at once, but not faster than after some long waits however often it comes and goes. */
    void linkIsUp() {
        Instant now = context.now();
        if (!now.isBefore(forgetFrom)) {
            forgetFrom = now.plus(context.settings().backoff().longest().multipliedBy(LONG_WAITS));
            forgetFailures();
        }
    }

    /** Circumstances changed: try at once, but for a method that just had no key. */
    void forgetFailures() {
        wanted = Optional.empty();
        waits.replaceAll((suite, before) -> before.forgotten());
        wait = Wait.NONE;
    }

    /**
     * The responder would take now what it refused: no reason to wait. However often it says so, keys of methods are
     * not spent on it faster than after a first failure.
     */
    void welcome(SuiteId wanted) {
        Instant now = context.now();
        Instant soonest = welcomeFrom.isAfter(now) ? welcomeFrom : now;
        welcomeFrom = soonest.plus(context.settings().backoff().first());
        waits.replaceAll((suite, before) ->
                suite.equals(wanted) || before.drought().isEmpty() ? before.noLongerThan(soonest) : before);
        waits.values().forEach(wait -> lookAgainAt(wait.until()));
    }

    /** What the method stands on was mended: suites with it are tried at once. */
    void methodReturned(MethodId method) {
        for (Suite suite : context.settings().policy().suites()) {
            if (suite.methods().contains(method) && waits.containsKey(suite.id())) {
                Wait mended = waitOf(suite.id()).forgotten();
                waits.put(suite.id(), mended);
                lookAgainAt(mended.until());
            }
        }
    }

    private Wait after(Wait before) {
        int failures = before.failures() + 1;
        return new Wait(failures, context.now().plus(ordinary(failures)), Instant.MIN, Optional.empty());
    }

    private Wait dry(Wait before) {
        Instant now = context.now();
        int failures = before.failures() + 1;
        Drought drought = Drought.goesOn(before.drought(), now, keyEnds.get());
        Instant until = drought.next(now, ordinary(failures));
        lookAgainAt(until);
        return new Wait(failures, until, Drought.notBefore(now), Optional.of(drought));
    }

    private Duration ordinary(int failures) {
        return context.settings().backoff().after(failures, context.platform().random());
    }

    /** Nothing else may be under way until then, and an idle association looks about it less often. */
    private void lookAgainAt(Instant until) {
        Instant now = context.now();
        Duration wait = until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
        context.platform().timers().after(wait, () -> context.queue().post(() -> {}));
    }

    private Wait waitOf(SuiteId suite) {
        return waits.getOrDefault(suite, Wait.NONE);
    }
}
