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
    private final long known;
    private boolean told;
    private long lastTold;

    Peer(CfId id, PeerAddress address, boolean connects) {
        this(id, address, connects, System::nanoTime);
    }

    Peer(CfId id, PeerAddress address, boolean connects, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.repeats = new Repeats(nanoTime);
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
        lastFailure = why;
        return repeats.isNews(why);
    }

    /** A call from where the peer is failed before it was a stream; tells whether that is news for the log. */
    boolean called(String why) {
        return failed(why);
    }

    /** A call from elsewhere failed that claimed to be the peer's; tells whether the association may hear of it. */
    boolean claimed(String why) {
        failed(why);
        return mayTell();
    }

    /** The link stands: when it falls again, that is news. */
    void recovered() {
        repeats.forget();
    }

    /**
     * Whether the association should hear now why the link does not come up: not before the peer, which may be set up a
     * little later, ought to be there, and not for every call of a stranger.
     */
    boolean mayTell() {
        long now = nanoTime.getAsLong();
        boolean due = now - known > GRACE.toNanos() && (!told || now - lastTold > PAUSE.toNanos());
        if (due) {
            told = true;
            lastTold = now;
        }
        return due;
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
