package org.openmfs.agent.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.association.Outstanding;
import org.openmfs.agent.association.SerialQueue;
import org.openmfs.agent.method.MethodFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The same step of all workers that take part in it, at once: lands when every one is through, with all results or with
 * the first failure; results that nobody wants any more are closed.
 */
final class Flight<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Flight.class);
    private final Consumer<T> closer;
    private final Consumer<Landing<T>> landed;
    private final List<T> results;
    private final List<Leg<T>> legs;
    private final List<Failed<T>> failures = new ArrayList<>();
    private int missing;
    private boolean cancelled;

    /** How a flight ends. */
    sealed interface Landing<T> permits Complete, Failed {}

    /** All results, in the workers' order; the receiver closes them. */
    record Complete<T>(List<T> results) implements Landing<T> {}

    /** A worker failed; nothing is left to close. */
    record Failed<T>(Worker by, MethodFailure failure) implements Landing<T> {}

    private Flight(List<Leg<T>> legs, Consumer<T> closer, Consumer<Landing<T>> landed) {
        this.legs = List.copyOf(legs);
        this.results = new ArrayList<>(Collections.nCopies(legs.size(), null));
        this.missing = legs.size();
        this.closer = closer;
        this.landed = landed;
    }

    /**
     * Takes off. Called, as everything here, on the association's queue.
     *
     * @param closer closes a result
     * @param landed told once, unless the flight is cancelled
     */
    static <T> Flight<T> start(
            AssociationContext context, List<Leg<T>> legs, Consumer<T> closer, Consumer<Landing<T>> landed) {
        Flight<T> flight = new Flight<>(legs, closer, landed);
        for (int i = 0; i < legs.size(); i++) {
            flight.begin(context, i, legs.get(i));
        }
        return flight;
    }

    /** Nobody waits for the landing any more. */
    void cancel() {
        cancelled = true;
        legs.forEach(Leg::skip);
        closeResults();
    }

    /** Nobody waits any longer for the landing, which took too long. */
    Failed<T> overdue() {
        Worker late = legs.get(results.indexOf(null)).worker();
        Failed<T> why = failures.isEmpty()
                ? new Failed<>(late, new MethodFailure(MethodFailure.Reason.UNREACHABLE, "it is not done in time"))
                : failures.getFirst();
        cancel();
        return why;
    }

    /** Behind calls that are never done no more are made to wait. */
    private void begin(AssociationContext context, int place, Leg<T> leg) {
        SerialQueue queue = context.queue();
        Outstanding.Place taken = context.outstanding().take(leg.worker().work());
        if (taken.isFull()) {
            leg.skip();
            MethodFailure busy = new MethodFailure(MethodFailure.Reason.UNREACHABLE, "earlier calls are not done yet");
            queue.post(() -> failed(new Failed<>(leg.worker(), busy)));
            return;
        }
        leg.executor(context).execute(() -> {
            try {
                fly(queue, place, leg);
            } finally {
                taken.free();
            }
        });
    }

    private void fly(SerialQueue queue, int place, Leg<T> leg) {
        if (!leg.begin()) {
            return;
        }
        try {
            T result = leg.run();
            queue.post(() -> arrived(place, result), () -> closer.accept(result));
        } catch (MethodFailure e) {
            queue.post(() -> failed(new Failed<>(leg.worker(), e)));
        } catch (RuntimeException | Error e) {
            LOG.error("{} broke an assumption", leg.worker(), e);
            MethodFailure failure = new MethodFailure(MethodFailure.Reason.MALFORMED, "the module broke; see the log");
            queue.post(() -> failed(new Failed<>(leg.worker(), failure)));
        }
    }

    private void arrived(int place, T result) {
        missing--;
        if (cancelled) {
            closer.accept(result);
            return;
        }
        results.set(place, result);
        landWhenAllAreThrough();
    }

    private void failed(Failed<T> failure) {
        missing--;
        failures.add(failure);
        if (!cancelled) {
            landWhenAllAreThrough();
        }
    }

    private void landWhenAllAreThrough() {
        if (missing > 0) {
            return;
        }
        if (failures.isEmpty()) {
            landed.accept(new Complete<>(List.copyOf(results)));
        } else {
            closeResults();
            landed.accept(failures.getFirst());
        }
    }

    private void closeResults() {
        results.stream().filter(Objects::nonNull).forEach(closer);
        Collections.fill(results, null);
    }
}
