package org.openmfs.southbound.netconf.session;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stays of a device when its session, or its settings, change: whose turn it is to change its configuration, what
 * must be undone before anything else, and which sessions it may think alive.
 */
public final class DeviceAccess {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceAccess.class);

    /** What says nothing of whether it could be undone. */
    private static final Set<ReasonCode> LOST = Set.of(ReasonCode.DEVICE_UNREACHABLE, ReasonCode.TIMED_OUT);

    /** @param since of {@link System#nanoTime} */
    private record Owed(OwedUndo undo, long since) {}

    private final Semaphore turn = new Semaphore(1, true);
    private final Queue<Owed> owed = new ConcurrentLinkedQueue<>();
    private final OurSessions sessions = new OurSessions();
    private volatile Optional<Link> live = Optional.empty();

    /** Waits for the turn to change the device's configuration; true if it has come. */
    public boolean awaitTurn(Duration atMost) throws InterruptedException {
        return turn.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void endTurn() {
        turn.release();
    }

    /** Has this undone before anything else is done with the device; for that the session is begun anew. */
    public void owe(OwedUndo undo) {
        owed.add(new Owed(undo, System.nanoTime()));
        live.ifPresent(Link::close);
    }

    Optional<Link> live() {
        return live.filter(Link::up);
    }

    OurSessions sessions() {
        return sessions;
    }

    /** From now on this session is for everybody's use. */
    void open(Link link) {
        live = Optional.of(link);
        if (!owed.isEmpty()) {
            link.close();
        }
    }

    void shut() {
        live = Optional.empty();
    }

    /**
     * Undoes what is owed.
     *
     * @param patience after which a device that answers, and on which it can't be done, is left as it is
     */
    void settle(Link link, Duration patience) throws SouthboundFailure {
        for (Owed next = owed.peek(); next != null; next = owed.peek()) {
            try {
                settle(next.undo(), link);
            } catch (SouthboundFailure failure) {
                boolean tryAgain = System.nanoTime() - next.since() < patience.toNanos();
                if (LOST.contains(failure.code()) || tryAgain) {
                    throw failure;
                }
                LOG.error("device {} keeps a change that was to be undone: {}", link.device(), failure.getMessage());
            }
            owed.remove();
        }
    }

    private static void settle(OwedUndo undo, Link link) throws SouthboundFailure {
        try {
            undo.settle(link);
        } catch (RuntimeException | Error fault) {
            LOG.error("device {}: an undo was broken off by a fault of ours", link.device(), fault);
            throw new SouthboundFailure(
                    ReasonCode.INTERNAL, link.device().value(), "a fault of the controller; see its log");
        }
    }
}
