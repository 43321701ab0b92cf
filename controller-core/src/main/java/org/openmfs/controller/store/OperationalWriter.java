package org.openmfs.controller.store;

import com.google.common.base.Throwables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what is known into the operational datastore: in order, as many changes at once as have gathered. */
final class OperationalWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperationalWriter.class);
    private static final int MOST_AT_ONCE = 256;

    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Beyond this it is no outage. */
    private static final int MOST_TRIES = 600;

    private final DataBroker broker;
    private final Duration pause;
    private final BlockingQueue<Consumer<WriteTransaction>> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;

    OperationalWriter(DataBroker broker) {
        this(broker, PAUSE);
    }

    /** @param pause after which what the datastore did not take is written again */
    OperationalWriter(DataBroker broker, Duration pause) {
        this.broker = broker;
        this.pause = pause;
        thread = Thread.ofVirtual().name("operational-writer").start(this::run);
    }

    void write(Consumer<WriteTransaction> change) {
        waiting.add(change);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                List<Consumer<WriteTransaction>> changes = new ArrayList<>();
                changes.add(waiting.take());
                waiting.drainTo(changes, MOST_AT_ONCE);
                write(changes);
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error broken) {
                LOG.error("changes of state were lost by a fault of ours; the next ones are written", broken);
            }
        }
    }

    /** What the datastore can't take now, it can later; what it never will, keeps nothing else from being written. */
    private void write(List<Consumer<WriteTransaction>> changes) throws InterruptedException {
        Optional<Throwable> trouble = commit(changes);
        for (int again = 0; trouble.isPresent() && !isNever(trouble.get()) && again < MOST_TRIES; again++) {
            if (again == 0) {
                LOG.warn(
                        "changes of state wait for the datastore: {}",
                        trouble.get().getMessage());
            }
            Thread.sleep(pause);
            trouble = commit(changes);
        }
        if (trouble.isPresent() && isNever(trouble.get()) && changes.size() > 1) {
            for (Consumer<WriteTransaction> change : changes) {
                write(List.of(change));
            }
        } else if (trouble.isPresent()) {
            LOG.error("{} changes of state could not be written", changes.size(), trouble.get());
        }
    }

    /** Whether the models do not allow it; datastores have exceptions of their own for that, which share their name. */
    private static boolean isNever(Throwable trouble) {
        return Throwables.getCausalChain(trouble).stream()
                .anyMatch(cause -> cause.getClass().getSimpleName().equals("DataValidationFailedException"));
    }

    private Optional<Throwable> commit(List<Consumer<WriteTransaction>> changes) throws InterruptedException {
        WriteTransaction transaction = broker.newWriteOnlyTransaction();
        changes.forEach(change -> apply(change, transaction));
        try {
            transaction.commit().get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause());
        }
    }

    /** One that fails does not take along those that happen to be written with it. */
    private static void apply(Consumer<WriteTransaction> change, WriteTransaction transaction) {
        try {
            change.accept(transaction);
        } catch (RuntimeException | Error broken) {
            LOG.error("a change of state was lost by a fault of ours", broken);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
