package org.openmfs.agent.exchange;

import com.google.errorprone.annotations.MustBeClosed;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.association.Platform;
import org.openmfs.agent.combine.CombinedKey;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.Origin;
import org.openmfs.agent.method.ResponderExchange;

/** One worker's part of a flight: carried out, or skipped, once. */
final class Leg<T> {
    private final Worker worker;
    private final Step<T> step;
    private final Runnable skipped;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITS);

    private enum Stage {
        WAITS,
        BEGUN,
        SKIPPED
    }

    /** A call to a worker, which blocks. */
    private interface Step<T> {
        T run() throws MethodFailure;
    }

    private Leg(Worker worker, Step<T> step, Runnable skipped) {
        this.worker = worker;
        this.step = step;
        this.skipped = skipped;
    }

    /** An initiator's first step. */
    @SuppressWarnings("MustBeClosedChecker")
    static Leg<Begun> initiating(AssociationContext context, MethodId id, ExchangeContext exchange) {
        return new Leg<>(
                new Worker.Method(id), () -> Begun.of(context.method(id).initiate(exchange)), () -> {});
    }

    /** A responder's only step. */
    @SuppressWarnings("MustBeClosedChecker")
    static Leg<ResponderExchange> responding(
            AssociationContext context, MethodId id, ExchangeContext exchange, MethodMessage offered) {
        return new Leg<>(new Worker.Method(id), () -> context.method(id).respond(exchange, offered), () -> {});
    }

    /** An initiator's second step. */
    static Leg<KeyMaterial> completing(MethodId id, Begun begun, MethodMessage answer) {
        return new Leg<>(new Worker.Method(id), () -> completed(begun, answer), begun::close);
    }

    @SuppressWarnings("MustBeClosedChecker")
    private static KeyMaterial completed(Begun begun, MethodMessage answer) throws MethodFailure {
        try {
            return begun.exchange().complete(answer);
        } finally {
            begun.close();
        }
    }

    /**
     * Both sides' step when all secrets are there.
     *
     * @param origins where each secret comes from
     * @param secrets closed when it is done, or skipped
     */
    @SuppressWarnings("MustBeClosedChecker")
    static Leg<Combined> combining(Agreement agreement, List<List<Origin>> origins, List<KeyMaterial> secrets) {
        Runnable wipe = () -> secrets.forEach(KeyMaterial::close);
        return new Leg<>(
                new Worker.Combiner(agreement.suite().combiner()),
                () -> combined(agreement, origins, secrets, wipe),
                wipe);
    }

    @MustBeClosed
    private static Combined combined(
            Agreement agreement, List<List<Origin>> origins, List<KeyMaterial> secrets, Runnable wipe) {
        try (CombinedKey key = agreement.combine(origins, secrets)) {
            return Combined.of(key);
        } finally {
            wipe.run();
        }
    }

    Worker worker() {
        return worker;
    }

    Executor executor(AssociationContext context) {
        Platform platform = context.platform();
        boolean waits = worker instanceof Worker.Method(MethodId id) && context.waits(id);
        return waits ? platform.work() : platform.computing().of(worker.work());
    }

    /** Whether it is carried out now; not if it was skipped before. */
    boolean begin() {
        return stage.compareAndSet(Stage.WAITS, Stage.BEGUN);
    }

    T run() throws MethodFailure {
        return step.run();
    }

    /** Nobody waits for it any more: if it has not begun, what it holds is closed, and it never will. */
    void skip() {
        if (stage.compareAndSet(Stage.WAITS, Stage.SKIPPED)) {
            skipped.run();
        }
    }
}
