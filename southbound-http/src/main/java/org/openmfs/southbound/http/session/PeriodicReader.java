package org.openmfs.southbound.http.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.Pace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a manager's state every 5 s, every 2 s while it is away, and at once when asked to, but for a pause of 200 ms
 * after each reading; and reports whether it answers. Events only say that it is time to read, so that one lost does no
 * harm. Nothing that is read, and no listener that fails, ends the reading.
 */
public final class PeriodicReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicReader.class);
    /** A manager that is away is met soon after it is back. */
    private static final Duration PERIOD_AWAY = Duration.ofSeconds(2);

    private final Reading reading;
    private final Supplier<String> remarks;
    private final Consumer<Connection> report;
    private final InstantSource clock;
    private final Duration period;
    private final Duration least;
    private final Semaphore wanted = new Semaphore(0);
    private final AtomicLong faults = new AtomicLong();
    private final Thread thread;
    private Optional<Connection> told = Optional.empty();
    private long toldAt;
    private Duration within;

    /** One reading of everything; it reports what it finds and throws if the manager does not answer as it should. */
    @FunctionalInterface
    public interface Reading {
        void read() throws SouthboundFailure;
    }

    /** Reads at the usual pace, and has nothing to remark. */
    public PeriodicReader(Reading reading, Consumer<Connection> report, InstantSource clock) {
        this(reading, () -> "", report, clock, Pace.USUAL);
    }

    /**
     * Runs until closed.
     *
     * @param remarks what is to be said of a manager that answers well; empty for nothing
     * @param report hears of each change of the connection, before what was read is reported by the next reading; of a
     *     change of its text alone once a period at most
     */
    public PeriodicReader(
            Reading reading, Supplier<String> remarks, Consumer<Connection> report, InstantSource clock, Pace pace) {
        this.reading = reading;
        this.remarks = remarks;
        this.report = report;
        this.clock = clock;
        this.period = pace.period();
        this.least = pace.least();
        within = period;
        thread = Thread.ofVirtual().name("manager-reader").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Something changed: read again as soon as the least pause allows, once for all that is said until then. */
    public void wake() {
        wanted.release();
    }

    /** Something is about to change: the next reading comes at the latest after this time. For a reading under way. */
    public void readWithin(Duration time) {
        within = time;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            within = period;
            boolean up = turn();
            Duration most = up ? within : PERIOD_AWAY;
            Duration pause = most.compareTo(period) < 0 ? most : period;
            try {
                long ended = System.nanoTime();
                if (wanted.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    TimeUnit.NANOSECONDS.sleep(least.toNanos() - (System.nanoTime() - ended));
                    // Whoever wakes it from here on is heard after the reading that begins now.
                    wanted.drainPermits();
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whatever ends it, even while it is told, there is a next one; an answer that takes all memory is free by then. */
    private boolean turn() {
        boolean up = false;
        try {
            Connection now = readOnce();
            up = now.up();
            tellGuarded(now);
        } catch (RuntimeException | Error untold) {
            faults.incrementAndGet();
        }
        return up;
    }

    private void tellGuarded(Connection now) {
        try {
            tell(now);
        } catch (RuntimeException | Error broken) {
            count("a listener failed", broken);
        }
    }

    private Connection readOnce() {
        Instant now = clock.instant();
        try {
            reading.read();
            return new Connection(Connection.State.CONNECTED, Optional.empty(), remarks.get(), now);
        } catch (SouthboundFailure away) {
            return new Connection(state(away.code()), Optional.of(away.code()), away.getMessage(), now);
        } catch (RuntimeException | Error broken) {
            count("a reading failed", broken);
            String text = "a fault of the controller, which its log describes; it reads again";
            return new Connection(Connection.State.CONNECTING, Optional.of(ReasonCode.INTERNAL), text, now);
        }
    }

    /** Refused or not, it is asked again: what it refuses may be put right at its side. */
    private static Connection.State state(ReasonCode code) {
        return code.equals(ReasonCode.CREDENTIAL_REFUSED) ? Connection.State.REFUSED : Connection.State.CONNECTING;
    }

    /** Each time, but with what led there the first time alone. */
    private void count(String what, Throwable broken) {
        long times = faults.incrementAndGet();
        if (times == 1) {
            LOG.error("{} by a fault of ours; reading goes on", what, broken);
        } else if (Long.bitCount(times) == 1) {
            LOG.error("{} by a fault of ours; {} times so far", what, times);
        }
    }

    private void tell(Connection now) {
        if (Thread.currentThread().isInterrupted()
                || told.filter(last -> !isNews(last, now)).isPresent()) {
            return;
        }
        Instant since =
                told.filter(last -> isSame(last, now)).map(Connection::since).orElse(now.since());
        Connection next = new Connection(now.state(), now.reason(), now.text(), since);
        report.accept(next);
        told = Optional.of(next);
        toldAt = System.nanoTime();
    }

    private boolean isNews(Connection last, Connection now) {
        boolean due = System.nanoTime() - toldAt >= period.toNanos();
        return !isSame(last, now) || due && !last.text().equals(now.text());
    }

    private static boolean isSame(Connection last, Connection now) {
        return last.state() == now.state() && last.reason().equals(now.reason());
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
