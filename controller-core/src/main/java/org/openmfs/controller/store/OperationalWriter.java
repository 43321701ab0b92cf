package org.openmfs.controller.store;

import com.google.common.base.Throwables;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what is known into the operational datastore, as many changes at once as have gathered. Of each place the last
 * change is kept, and written until it stands, however long the datastore takes nothing; what the models never allow is
 * lost. Changes of different places are written in the order in which the places were first changed.
 */
final class OperationalWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperationalWriter.class);
    private static final int MOST_AT_ONCE = 256;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DataBroker broker;
    private final Duration pause;
    private final Thread thread;
    private final Map<Object, Consumer<WriteTransaction>> wanted = new LinkedHashMap<>();
    /** What could not be written when it was tried last. */
    private final Map<Object, Consumer<WriteTransaction>> held = new LinkedHashMap<>();

    private long heldUntil;
    private boolean away;
    private final Set<Object> refused = new HashSet<>();

    OperationalWriter(DataBroker broker) {
        this(broker, PAUSE);
    }

    /** @param pause after which what the datastore did not take is written again */
    OperationalWriter(DataBroker broker, Duration pause) {
        this.broker = broker;
        this.pause = pause;
        thread = Thread.ofVirtual().name("operational-writer").start(this::run);
    }

    /**
     * The change takes the place of one of the same place that was not written yet.
     *
     * @param place with {@code equals}
     */
    synchronized void write(Object place, Consumer<WriteTransaction> change) {
        held.computeIfPresent(place, (same, before) -> change);
        if (!held.containsKey(place)) {
            wanted.put(place, change);
        }
        notifyAll();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                write(next());
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error broken) {
                LOG.error("changes of state were lost by a fault of ours; the next ones are written", broken);
            }
        }
    }

    private synchronized Map<Object, Consumer<WriteTransaction>> next() throws InterruptedException {
        long left = left();
        while (wanted.isEmpty() && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = left();
        }
        Map<Object, Consumer<WriteTransaction>> all = new LinkedHashMap<>();
        if (left <= 0) {
            all.putAll(held);
            held.clear();
        }
        all.putAll(wanted);
        wanted.clear();
        Map<Object, Consumer<WriteTransaction>> batch = new LinkedHashMap<>();
        all.forEach((place, change) -> (batch.size() < MOST_AT_ONCE ? batch : wanted).put(place, change));
        return batch;
    }

    /** Until what is held is tried again, in nanoseconds. */
    private long left() {
        return held.isEmpty() ? Long.MAX_VALUE : heldUntil - System.nanoTime();
    }

    /** What was changed again meanwhile is not wanted any more. */
    private synchronized void hold(Map<Object, Consumer<WriteTransaction>> changes) {
        if (held.isEmpty()) {
            heldUntil = System.nanoTime() + pause.toNanos();
        }
        changes.forEach((place, change) ->
                held.put(place, Optional.ofNullable(wanted.remove(place)).orElse(change)));
    }

    private void write(Map<Object, Consumer<WriteTransaction>> changes) throws InterruptedException {
        Optional<Trouble> trouble = commit(changes.values());
        if (trouble.isEmpty()) {
            written(changes.keySet());
        } else if (trouble.get().ofDatastore()) {
            if (!away) {
                away = true;
                LOG.warn(
                        "changes of state wait for the datastore: {}",
                        trouble.get().cause().toString());
            }
            hold(changes);
            Thread.sleep(pause);
        } else if (changes.size() > 1) {
            for (Map.Entry<Object, Consumer<WriteTransaction>> change : changes.entrySet()) {
                write(Map.of(change.getKey(), change.getValue()));
            }
        } else {
            alone(changes, trouble.get().cause());
        }
    }

    private void written(Set<Object> places) {
        if (away) {
            away = false;
            LOG.info("the datastore takes changes of state again");
        }
        refused.removeAll(places);
    }

    /** What can't be written by itself keeps nothing else from being written. */
    private void alone(Map<Object, Consumer<WriteTransaction>> change, Throwable trouble) {
        if (refused.addAll(change.keySet())) {
            LOG.error("a change of state can't be written: {}", change.keySet(), trouble);
        }
        if (!isNever(trouble)) {
            hold(change);
        }
    }

    /**
     * Why nothing was written.
     *
     * @param ofDatastore whether it has nothing to do with what was to be written
     */
    private record Trouble(Throwable cause, boolean ofDatastore) {}

    /** Whether the models do not allow it; datastores have exceptions of their own for that, which share their name. */
    private static boolean isNever(Throwable trouble) {
        return Throwables.getCausalChain(trouble).stream()
                .anyMatch(cause -> cause instanceof IllegalArgumentException
                        || cause.getClass().getSimpleName().equals("DataValidationFailedException"));
    }

    private Optional<Trouble> commit(Collection<Consumer<WriteTransaction>> changes) throws InterruptedException {
        WriteTransaction transaction;
        try {
            transaction = broker.newWriteOnlyTransaction();
        } catch (RuntimeException noneNow) {
            return Optional.of(new Trouble(noneNow, true));
        }
        try {
            changes.forEach(change -> change.accept(transaction));
        } catch (RuntimeException | Error broken) {
            giveUp(transaction);
            return Optional.of(new Trouble(broken, false));
        }
        try {
            transaction.commit().get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(new Trouble(e.getCause(), !isNever(e.getCause())));
        }
    }

    private static void giveUp(WriteTransaction transaction) {
        try {
            transaction.cancel();
        } catch (RuntimeException ended) {
            LOG.debug("a transaction that failed could not be given up", ended);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
