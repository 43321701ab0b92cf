package org.openmfs.controller.spi.restconf;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.spi.SouthboundFailure;

/**
 * Reads a manager's state every 5 s, every 2 s while it is away, and at once when asked to, and reports whether it
 * answers. Events only say that it is time to read, so that one lost does no harm.
 */
public final class PeriodicReader implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(5);
    /** A manager that is away is met soon after it is back. */
    private static final Duration PERIOD_AWAY = Duration.ofSeconds(2);

    private final Reading reading;
    private final Consumer<Connection> report;
    private final InstantSource clock;
    private final Semaphore wanted = new Semaphore(0);
    private final Thread thread;
    private Optional<Connection> told = Optional.empty();

    /** One reading of everything; it reports what it finds and throws if the manager does not answer as it should. */
    @FunctionalInterface
    public interface Reading {
        void read() throws SouthboundFailure;
    }

    /**
     * Runs until closed.
     *
     * @param report hears of each change of the connection, before what was read is reported by the next reading
     */
    public PeriodicReader(Reading reading, Consumer<Connection> report, InstantSource clock) {
        this.reading = reading;
        this.report = report;
        this.clock = clock;
        thread = Thread.ofVirtual().name("manager-reader").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Something changed: read again without waiting. */
    public void wake() {
        wanted.release();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            Duration pause = readOnce() ? PERIOD : PERIOD_AWAY;
            try {
                boolean woken = wanted.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
                if (woken) {
                    wanted.drainPermits();
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether the manager answered as it should. */
    private boolean readOnce() {
        try {
            reading.read();
            tell(Connection.connected(clock.instant()));
            return true;
        } catch (SouthboundFailure away) {
            tell(new Connection(
                    Connection.State.CONNECTING, Optional.of(away.code()), away.getMessage(), clock.instant()));
            return false;
        }
    }

    private void tell(Connection now) {
        boolean same = told.isPresent()
                && told.get().state() == now.state()
                && told.get().reason().equals(now.reason());
        if (!same && !Thread.currentThread().isInterrupted()) {
            told = Optional.of(now);
            report.accept(now);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
