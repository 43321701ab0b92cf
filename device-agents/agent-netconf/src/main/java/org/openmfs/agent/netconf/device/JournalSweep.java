package org.openmfs.agent.netconf.device;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.openmfs.agent.registry.SqliteRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what was destroyed out of the journal's files within a second, so that no copy of them holds it. */
final class JournalSweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalSweep.class);
    private static final long EVERY_MILLIS = 500;
    private final SqliteRegistry journal;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("journal-sweep").factory());
    private boolean failing;

    JournalSweep(SqliteRegistry journal) {
        this.journal = journal;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::sweep, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        try {
            journal.forgetOverwritten();
            failing = false;
        } catch (RuntimeException | Error failure) {
            if (!failing) {
                LOG.error("destroyed keys may still be in the journal's files: {}", failure.getMessage());
            }
            failing = true;
        }
    }

    /** The journal's own end sweeps for the last time. */
    @Override
    public void close() {
        thread.close();
    }
}
