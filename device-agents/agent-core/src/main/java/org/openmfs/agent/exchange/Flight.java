package org.openmfs.agent.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.association.Platform;
import org.openmfs.agent.association.SerialQueue;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.ResponderExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The same step of all methods of a suite, at once: lands when every method is through, with all results or with the
 * first failure; results that nobody wants any more are closed.
 */
final class Flight<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Flight.class);
    private final Consumer<T> closer;
    private final Consumer<Landing<T>> landed;
    private final List<T> results;
    private final List<MethodId> methods;
    private final List<Failed<T>> failures = new ArrayList<>();
    private int missing;
    private volatile boolean cancelled;

    /** How a flight ends. */
    sealed interface Landing<T> permits Complete, Failed {}

    /** All results, in the methods' order; the receiver closes them. */
    record Complete<T>(List<T> results) implements Landing<T> {}

    /** A method failed; nothing is left to close. */
    record Failed<T>(MethodId method, MethodFailure failure) implements Landing<T> {}

    /**
     * One method's part.
     *
     * @param skipped done instead of the step where nobody waits any more when its turn comes
     */
    record Leg<T>(MethodId method, Executor executor, Step<T> step, Runnable skipped) {
        /** An initiator's first step. */
        @SuppressWarnings("MustBeClosedChecker")
        static Leg<InitiatorExchange> initiating(AssociationContext context, MethodId id, ExchangeContext exchange) {
            return new Leg<>(id, executor(context, id), () -> context.method(id).initiate(exchange), () -> {});
        }

        /** A responder's only step. */
        @SuppressWarnings("MustBeClosedChecker")
        static Leg<ResponderExchange> responding(
                AssociationContext context, MethodId id, ExchangeContext exchange, MethodMessage offered) {
            return new Leg<>(id, executor(context, id), () -> context.method(id).respond(exchange, offered), () -> {});
        }

        /** An initiator's second step. */
        static Leg<KeyMaterial> completing(
                AssociationContext context, MethodId id, InitiatorExchange exchange, MethodMessage answer) {
            return new Leg<>(id, executor(context, id), () -> completed(exchange, answer), exchange::close);
        }

        @SuppressWarnings("MustBeClosedChecker")
        private static KeyMaterial completed(InitiatorExchange exchange, MethodMessage answer) throws MethodFailure {
            try (exchange) {
                return exchange.complete(answer);
            }
        }

        private static Executor executor(AssociationContext context, MethodId id) {
            Platform platform = context.platform();
            return context.waits(id) ? platform.work() : platform.computing().of(id.name());
        }
    }

    /** A call to a method, which blocks. */
    interface Step<T> {
        T run() throws MethodFailure;
    }

    private Flight(List<MethodId> methods, Consumer<T> closer, Consumer<Landing<T>> landed) {
        int legs = methods.size();
        this.methods = methods;
        this.results = new ArrayList<>(Collections.nCopies(legs, null));
        this.missing = legs;
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
        Flight<T> flight = new Flight<>(legs.stream().map(Leg::method).toList(), closer, landed);
        for (int i = 0; i < legs.size(); i++) {
            int place = i;
            legs.get(place).executor().execute(() -> flight.fly(context.queue(), place, legs.get(place)));
        }
        return flight;
    }

    /** Nobody waits for the landing any more. */
    void cancel() {
        cancelled = true;
        closeResults();
    }

    /** Nobody waits any longer for the landing, which took too long. */
    Failed<T> overdue() {
        MethodId late = methods.get(results.indexOf(null));
        Failed<T> why = failures.isEmpty()
                ? new Failed<>(late, new MethodFailure(MethodFailure.Reason.UNREACHABLE, "it is not done in time"))
                : failures.getFirst();
        cancel();
        return why;
    }

    private void fly(SerialQueue queue, int place, Leg<T> leg) {
        if (cancelled) {
            leg.skipped().run();
            return;
        }
        try {
            T result = leg.step().run();
            queue.post(() -> arrived(place, result), () -> closer.accept(result));
        } catch (MethodFailure e) {
            queue.post(() -> failed(new Failed<>(leg.method(), e)));
        } catch (RuntimeException | Error e) {
            LOG.error("method {} broke an assumption", leg.method(), e);
            MethodFailure failure = new MethodFailure(MethodFailure.Reason.MALFORMED, "the module broke; see the log");
            queue.post(() -> failed(new Failed<>(leg.method(), failure)));
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
