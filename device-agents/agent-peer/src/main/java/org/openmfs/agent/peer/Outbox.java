package org.openmfs.agent.peer;

import io.grpc.stub.CallStreamObserver;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.openmfs.agent.peer.proto.Envelope;

/**
 * Sends envelopes in order without ever blocking: what the transport cannot take now waits, what does not fit is dropped,
 * and what is said again while it is still on its way is not sent twice.
 *
 * <p>Safe for use by several threads at once.
 */
final class Outbox {
    private final CallStreamObserver<Envelope> stream;
    private final LinkLimits limits;
    private final Queue<Envelope> waiting = new ArrayDeque<>();
    private long waitingOctets;
    /** What the transport took last and has not passed on yet. */
    private Optional<Envelope> leaving = Optional.empty();

    private boolean ended;

    Outbox(CallStreamObserver<Envelope> stream, LinkLimits limits) {
        this.stream = stream;
        this.limits = limits;
    }

    /** Sends or keeps the envelope; tells whether it did. */
    synchronized boolean send(Envelope envelope) {
        if (ended) {
            return false;
        }
        if (waiting.isEmpty() && stream.isReady()) {
            pass(envelope);
            return true;
        }
        if (leaving.equals(Optional.of(envelope)) || waiting.contains(envelope)) {
            return true;
        }
        int octets = envelope.getSerializedSize();
        if (waiting.size() >= limits.queuedMessages() || waitingOctets + octets > limits.queuedOctets()) {
            return false;
        }
        waitingOctets += octets;
        return waiting.add(envelope);
    }

    private void pass(Envelope envelope) {
        stream.onNext(envelope);
        leaving = Optional.of(envelope);
    }

    /** The transport can take more. */
    synchronized void drain() {
        leaving = Optional.empty();
        while (!ended && !waiting.isEmpty() && stream.isReady()) {
            Envelope next = waiting.remove();
            waitingOctets -= next.getSerializedSize();
            pass(next);
        }
    }

    /** Ends the stream, the first time in the way given; nothing is sent any more. */
    synchronized void end(Consumer<CallStreamObserver<Envelope>> how) {
        if (!ended) {
            ended = true;
            waiting.clear();
            how.accept(stream);
        }
    }
}
