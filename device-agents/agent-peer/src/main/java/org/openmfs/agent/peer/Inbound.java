package org.openmfs.agent.peer;

import io.grpc.Status;
import io.grpc.stub.CallStreamObserver;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.openmfs.agent.peer.proto.Envelope;

/**
 * Carries what the transport hears to the link's one thread, one envelope at a time, so that a fast peer waits instead
 * of filling memory.
 */
final class Inbound implements ClientResponseObserver<Envelope, Envelope> {
    private final Executor loop;
    private final Function<CallStreamObserver<Envelope>, PeerStream> opener;
    private CallStreamObserver<Envelope> transport;
    private PeerStream stream;

    Inbound(Executor loop, Function<CallStreamObserver<Envelope>, PeerStream> opener) {
        this.loop = loop;
        this.opener = opener;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Envelope> call) {
        call.disableAutoRequestWithInitial(1);
        attach(call);
    }

    /** Takes the transport's sending side and opens the stream on it. */
    PeerStream attach(CallStreamObserver<Envelope> sending) {
        transport = sending;
        stream = opener.apply(sending);
        PeerStream opened = stream;
        sending.setOnReadyHandler(opened::ready);
        return opened;
    }

    @Override
    public void onNext(Envelope envelope) {
        loop.execute(() -> {
            try {
                stream.heard(envelope);
            } finally {
                transport.request(1);
            }
        });
    }

    @Override
    public void onError(Throwable failure) {
        Status status = Status.fromThrowable(failure);
        loop.execute(() -> stream.over(reason(status)));
    }

    @Override
    public void onCompleted() {
        loop.execute(() -> stream.end(Status.Code.OK, "the peer ended the stream"));
    }

    /** What to show: the deepest cause says most, the rest is layers. */
    private static String reason(Status status) {
        Throwable cause = status.getCause();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String text = cause == null ? status.getDescription() : cause.getMessage();
        return status.getCode() + ": " + text;
    }
}
