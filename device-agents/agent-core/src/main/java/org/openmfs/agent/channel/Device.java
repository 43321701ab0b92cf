package org.openmfs.agent.channel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.openmfs.agent.association.SerialQueue;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Observation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Enc/Dec as the association's queue sees it: calls are made one at a time, in order, away from the queue. */
final class Device {
    private static final Logger LOG = LoggerFactory.getLogger(Device.class);
    private final EncDec encDec;
    private final SerialQueue queue;
    private final Executor work;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;

    /** A call that changes what the Enc/Dec holds. */
    interface Change {
        void applyTo(EncDec encDec) throws EncDecFailure;
    }

    /** How an observation ends. */
    sealed interface Sight {
        /** What the Enc/Dec holds. */
        record Seen(Observation observation) implements Sight {}

        /** It could not be asked. */
        record Unseen(EncDecFailure failure) implements Sight {}
    }

    Device(EncDec encDec, SerialQueue queue, Executor work) {
        this.encDec = encDec;
        this.queue = queue;
        this.work = work;
    }

    /** Changes, then tells on the queue how it ended: with nothing, or with a failure. */
    void change(Change change, Consumer<Optional<EncDecFailure>> then) {
        enqueue(() -> {
            Optional<EncDecFailure> outcome = attempt(change);
            queue.post(() -> finish(() -> then.accept(outcome)));
        });
    }

    void observe(Consumer<Sight> then) {
        enqueue(() -> {
            Sight sight = look();
            queue.post(() -> finish(() -> then.accept(sight)));
        });
    }

    private Optional<EncDecFailure> attempt(Change change) {
        try {
            change.applyTo(encDec);
            return Optional.empty();
        } catch (EncDecFailure e) {
            return Optional.of(e);
        } catch (RuntimeException | Error e) {
            return Optional.of(broke(e));
        }
    }

    private Sight look() {
        try {
            return new Sight.Seen(encDec.observe());
        } catch (EncDecFailure e) {
            return new Sight.Unseen(e);
        } catch (RuntimeException | Error e) {
            return new Sight.Unseen(broke(e));
        }
    }

    private EncDecFailure broke(Throwable e) {
        LOG.error("Enc/Dec {} broke an assumption", encDec.name(), e);
        return new EncDecFailure(encDec.name() + " broke; see the log", e);
    }

    private void enqueue(Runnable call) {
        waiting.add(call);
        startNext();
    }

    private void finish(Runnable then) {
        busy = false;
        then.run();
        startNext();
    }

    private void startNext() {
        if (!busy && !waiting.isEmpty()) {
            busy = true;
            work.execute(waiting.remove());
        }
    }
}
