package org.openmfs.agent.peer;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openmfs.agent.peer.proto.Envelope;

/** The sending side of a stream, in memory; takes envelopes only while it is ready. */
final class FakeTransport extends ServerCallStreamObserver<Envelope> {
    final List<Envelope> sent = new ArrayList<>();
    boolean ready = true;
    Optional<Throwable> error = Optional.empty();

    @Override
    public void onNext(Envelope envelope) {
        sent.add(envelope);
    }

    @Override
    public void onError(Throwable failure) {
        error = Optional.of(failure);
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public void onCompleted() {}

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {}

    @Override
    public void setCompression(String compression) {}

    @Override
    public void setOnReadyHandler(Runnable handler) {}

    @Override
    public void request(int count) {}

    @Override
    public void setMessageCompression(boolean enable) {}

    @Override
    public void disableAutoInboundFlowControl() {}
}
