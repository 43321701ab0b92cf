package org.openmfs.agent.peer;

import io.grpc.stub.CallStreamObserver;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.openmfs.agent.peer.proto.Envelope;

/**
 * Sends envelopes in order without ever blocking: what the transport cannot take now waits, what does not fit is dropped.
 *
 * <p>Safe for use by several threads at once.
 */
final class Outbox {
    private final CallStreamObserver<Envelope> stream;
    private final LinkLimits limits;
    private final Queue<Envelope> waiting = new ArrayDeque<>();
    private long waitingOctets;
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
            stream.onNext(envelope);
            return true;
        }
        int octets = envelope.getSerializedSize();
        if (waiting.size() >= limits.queuedMessages() || waitingOctets + octets > limits.queuedOctets()) {
            return false;
        }
        waitingOctets += octets;
        return waiting.add(envelope);
    }

    /** The transport can take more. */
    synchronized void drain() {
        while (!ended && !waiting.isEmpty() && stream.isReady()) {
            Envelope next = waiting.remove();
            waitingOctets -= next.getSerializedSize();
            stream.onNext(next);
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
