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
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<Consumer<WriteTransaction>> changes = new ArrayList<>();
                changes.add(waiting.take());
                waiting.drainTo(changes, MOST_AT_ONCE);
                commit(changes);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void commit(List<Consumer<WriteTransaction>> changes) throws InterruptedException {
        WriteTransaction transaction = broker.newWriteOnlyTransaction();
        changes.forEach(change -> change.accept(transaction));
        try {
            transaction.commit().get();
        } catch (ExecutionException e) {
            LOG.error("{} changes of state could not be written", changes.size(), e.getCause());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
