package org.openmfs.agent.peer;

import io.grpc.Status;
import io.grpc.stub.CallStreamObserver;
import io.grpc.stub.ClientCallStreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSession;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.proto.Envelope;
import org.openmfs.agent.peer.proto.Heartbeat;
import org.openmfs.agent.peer.proto.Hello;
import org.openmfs.agent.peer.proto.KeyMessage;
import org.openmfs.agent.peer.wire.Malformed;
import org.openmfs.agent.peer.wire.Reader;
import org.openmfs.agent.peer.wire.Writer;
import org.openmfs.agent.protocol.Message;

/**
 * One stream with a peer whose name TLS has proved: Hello first, then messages and heartbeats, until either side ends it.
 *
 * <p>All but {@link #send} runs on the link's one thread.
 */
final class PeerStream {
    private static final int REVISION = 2;

    private final Peer peer;
    private final Line line;
    private final Outbox outbox;
    private final Owner owner;
    private final Settings settings;
    private final RateWindow rate;
    private long lastHeard;
    private long octetsHeard;
    private Duration patience;
    private int malformed;
    private boolean greeted;
    private int revision;
    private boolean ended;

    /** Who is told what happens on the stream. */
    interface Owner {
        void greeted(PeerStream stream);

        void received(PeerStream stream, Message message);

        void ended(PeerStream stream, String why);
    }

    /**
     * What streams of one link share.
     *
     * @param nanoTime the clock of {@link System#nanoTime}
     */
    record Settings(CfId self, LinkTimes times, LinkLimits limits, LongSupplier nanoTime) {}

    PeerStream(Peer peer, Line line, Outbox outbox, Owner owner, Settings settings) {
        this.peer = peer;
        this.line = line;
        this.outbox = outbox;
        this.owner = owner;
        this.settings = settings;
        this.lastHeard = settings.nanoTime().getAsLong();
        this.rate = new RateWindow(settings.limits().messagesPerSecond(), lastHeard);
        this.patience = settings.times().handshake();
    }

    Peer peer() {
        return peer;
    }

    /** That both sides speak; known since the peer's Hello. */
    int revision() {
        return revision;
    }

    /** In which both sides proved who they are. */
    Optional<SSLSession> session() {
        return line.session();
    }

    /** Says who we are; the first envelope of this side. */
    void open() {
        outbox.send(Envelope.newBuilder()
                .setHello(Hello.newBuilder()
                        .setCf(settings.self().name())
                        .setRevision(REVISION)
                        .setHeartbeatMillis((int) settings.times().heartbeat().toMillis()))
                .build());
    }

    /** Sends without blocking; what cannot be sent is dropped and counted. */
    void send(Message message) {
        Envelope envelope = Writer.envelope(message);
        boolean fits = envelope.getSerializedSize() <= settings.limits().messageOctets();
        if (fits && outbox.send(envelope)) {
            peer.sent.increment();
        } else {
            peer.dropped.increment();
        }
    }

    void ready() {
        outbox.drain();
    }

    /** Time to show that we live, and to see whether the peer does. */
    void tick() {
        hearPartOfMessage();
        if (settings.nanoTime().getAsLong() - lastHeard > patience.toNanos()) {
            end(Status.DEADLINE_EXCEEDED, greeted ? "the peer fell silent" : "the peer did not say Hello");
        } else if (greeted) {
            outbox.send(Envelope.newBuilder()
                    .setHeartbeat(Heartbeat.getDefaultInstance())
                    .build());
        }
    }

    /** A peer whose heartbeats wait behind a message of megabytes on a slow line is not silent. */
    private void hearPartOfMessage() {
        long octets = line.octets();
        if (greeted && octets != octetsHeard) {
            lastHeard = settings.nanoTime().getAsLong();
        }
        octetsHeard = octets;
    }

    void heard(Envelope envelope) {
        if (ended) {
            return;
        }
        lastHeard = settings.nanoTime().getAsLong();
        if (!rate.allows(lastHeard)) {
            peer.excess.increment();
            return;
        }
        switch (envelope.getContentCase()) {
            case HELLO -> hello(envelope.getHello());
            case HEARTBEAT -> requireGreeted();
            case KEY_MESSAGE -> message(envelope.getKeyMessage());
            case CONTENT_NOT_SET -> countMalformed("an envelope without content");
        }
    }

    /** The transport says that the stream is over. */
    void over(String why) {
        if (!ended) {
            ended = true;
            outbox.end(stream -> {});
            owner.ended(this, why);
        }
    }

    void end(Status.Code code, String why) {
        end(code.toStatus(), why);
    }

    private void end(Status status, String why) {
        if (!ended) {
            ended = true;
            outbox.end(stream -> refuse(stream, status.withDescription(why)));
            owner.ended(this, why);
        }
    }

    private static void refuse(CallStreamObserver<Envelope> stream, Status status) {
        if (stream instanceof ClientCallStreamObserver<Envelope> call) {
            call.cancel(status.getDescription(), null);
        } else {
            stream.onError(status.asRuntimeException());
        }
    }

    private void hello(Hello hello) {
        if (greeted) {
            countMalformed("a second Hello");
            return;
        }
        Duration heartbeat = Duration.ofMillis(Integer.toUnsignedLong(hello.getHeartbeatMillis()));
        if (!hello.getCf().equals(peer.id().name())) {
            end(Status.PERMISSION_DENIED, "the peer's Hello gives another name than its certificate");
        } else if (Integer.compareUnsigned(hello.getRevision(), REVISION) < 0
                || heartbeat.compareTo(LinkTimes.SHORTEST_HEARTBEAT) < 0
                || heartbeat.compareTo(LinkTimes.LONGEST_HEARTBEAT) > 0) {
            end(Status.INVALID_ARGUMENT, "the peer's Hello is not of the published form");
        } else {
            greeted = true;
            revision = Math.min(REVISION, hello.getRevision() < 0 ? REVISION : hello.getRevision());
            patience = heartbeat.multipliedBy(LinkTimes.MISSED_HEARTBEATS);
            owner.greeted(this);
        }
    }

    private void message(KeyMessage published) {
        if (!requireGreeted()) {
            return;
        }
        try {
            Message message = Reader.message(published);
            peer.received.increment();
            owner.received(this, message);
        } catch (Malformed e) {
            countMalformed(e.getMessage());
        }
    }

    private boolean requireGreeted() {
        if (!greeted) {
            end(Status.FAILED_PRECONDITION, "the peer spoke before its Hello");
        }
        return greeted;
    }

    private void countMalformed(String what) {
        peer.malformed.increment();
        malformed++;
        if (malformed >= settings.limits().malformed()) {
            end(Status.INVALID_ARGUMENT, "the peer sent too much that is malformed, last: " + what);
        }
    }
}
