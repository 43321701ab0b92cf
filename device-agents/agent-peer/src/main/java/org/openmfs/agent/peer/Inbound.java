package org.openmfs.agent.peer;

import io.grpc.Status;
import io.grpc.stub.CallStreamObserver;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.openmfs.agent.peer.proto.Envelope;
import org.openmfs.agent.peer.tls.TlsTrouble;

/**
 * Carries what the transport hears to the link's one thread, one envelope at a time, so that a fast peer waits instead
 * of filling memory.
 */
final class Inbound implements ClientResponseObserver<Envelope, Envelope> {
    private static final String BROKEN_OFF = "the connection broke off: the peer was stopped, or the network failed";
    /** No peer ends a stream with one of these, so that their texts are the library's, for its developers. */
    private static final Set<Status.Code> OF_THE_LIBRARY =
            EnumSet.of(Status.Code.UNAVAILABLE, Status.Code.CANCELLED, Status.Code.INTERNAL, Status.Code.UNKNOWN);

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

    /** What to show: what TLS says where it failed, else the peer's word, else what is known of the connection. */
    private static String reason(Status status) {
        return Optional.ofNullable(status.getCause())
                .flatMap(TlsTrouble::of)
                .map(TlsTrouble::text)
                .or(() -> Optional.of(BROKEN_OFF).filter(words -> OF_THE_LIBRARY.contains(status.getCode())))
                .or(() -> Optional.ofNullable(status.getDescription()))
                .orElse("the connection ended (" + status.getCode() + ")");
    }
}
