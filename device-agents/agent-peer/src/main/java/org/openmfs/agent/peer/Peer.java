package org.openmfs.agent.peer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.openmfs.agent.key.CfId;

/** A peer that this CF knows: its address, its stream while there is one, and what was counted. */
final class Peer {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(4);
    /** So long what befell the peer itself stands before what callers elsewhere claim; a peer tries again sooner. */
    private static final Duration HOLD = Duration.ofMinutes(1);

    final LongAdder sent = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder received = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder excess = new LongAdder();

    private final CfId id;
    private final PeerAddress address;
    private final boolean connects;
    private volatile Optional<PeerStream> stream = Optional.empty();
    private volatile String lastFailure = "";
    private final LongSupplier nanoTime;
    private final Repeats repeats;
    private final Repeats calls;
    private final long known;
    private Optional<Long> ownTold = Optional.empty();
    private Optional<Long> claimTold = Optional.empty();
    private Optional<Long> ownFailure = Optional.empty();

    Peer(CfId id, PeerAddress address, boolean connects) {
        this(id, address, connects, System::nanoTime);
    }

    Peer(CfId id, PeerAddress address, boolean connects, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.repeats = new Repeats(nanoTime);
        this.calls = new Repeats(nanoTime);
        this.known = nanoTime.getAsLong();
        this.id = id;
        this.address = address;
        this.connects = connects;
    }

    CfId id() {
        return id;
    }

    PeerAddress address() {
        return address;
    }

    boolean connects() {
        return connects;
    }

    /** The stream over which both Hellos went. */
    Optional<PeerStream> stream() {
        return stream;
    }

    void use(Optional<PeerStream> now) {
        stream = now;
    }

    /** Notes why the link is down; tells whether that is news for the log. */
    boolean failed(String why) {
        noteOwn(why);
        return repeats.isNews(why);
    }

    private void noteOwn(String why) {
        lastFailure = why;
        ownFailure = Optional.of(nanoTime.getAsLong());
    }

    /** A call from where the peer is failed before it was a stream; tells whether that is news for the log. */
    boolean called(String why) {
        noteOwn(why);
        return calls.isNews(why);
    }

    /**
     * A call from elsewhere failed that claimed to be the peer's, which anybody may: it is noted where nothing was heard
     * of the peer itself for a while; tells whether the association should hear of it now.
     */
    boolean claimed(String why) {
        if (isWithin(ownFailure, HOLD)) {
            return false;
        }
        lastFailure = why;
        boolean due = isDue(claimTold);
        if (due) {
            claimTold = Optional.of(nanoTime.getAsLong());
        }
        return due;
    }

    /** The link stands: when it falls again, that is news. */
    void recovered() {
        repeats.forget();
        calls.forget();
        ownFailure = Optional.empty();
    }

    /**
     * Whether the association should hear now why the link does not come up: not before the peer, which may be set up a
     * little later, ought to be there, and not for every attempt.
     */
    boolean mayTell() {
        boolean due = isDue(ownTold);
        if (due) {
            ownTold = Optional.of(nanoTime.getAsLong());
        }
        return due;
    }

    private boolean isDue(Optional<Long> lastTold) {
        return !isWithin(Optional.of(known), GRACE) && !isWithin(lastTold, PAUSE);
    }

    private boolean isWithin(Optional<Long> since, Duration time) {
        return since.filter(then -> nanoTime.getAsLong() - then <= time.toNanos())
                .isPresent();
    }

    PeerState state() {
        return new PeerState(
                id,
                address,
                connects,
                stream.isPresent(),
                sent.sum(),
                dropped.sum(),
                received.sum(),
                malformed.sum(),
                excess.sum(),
                lastFailure);
    }
}
