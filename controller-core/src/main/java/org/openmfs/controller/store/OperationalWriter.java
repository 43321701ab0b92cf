package org.openmfs.controller.store;

import java.util.ArrayList;
import java.util.List;
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

    private final DataBroker broker;
    private final BlockingQueue<Consumer<WriteTransaction>> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;

    OperationalWriter(DataBroker broker) {
        this.broker = broker;
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
                commit(changes);
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error broken) {
                LOG.error("changes of state were lost by a fault of ours; the next ones are written", broken);
            }
        }
    }

    private void commit(List<Consumer<WriteTransaction>> changes) throws InterruptedException {
        WriteTransaction transaction = broker.newWriteOnlyTransaction();
        changes.forEach(change -> apply(change, transaction));
        try {
            transaction.commit().get();
        } catch (ExecutionException e) {
            LOG.error("{} changes of state could not be written", changes.size(), e.getCause());
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
