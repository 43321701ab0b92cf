package org.openmfs.agent.peer;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSession;

/** The line of a call of a peer's. */
record CallingLine(Optional<SSLSession> session, Arriving arriving) implements Line {
    @Override
    public long octets() {
        return arriving.octets.get();
    }

    /** Counts what comes on a call, and lies in its context. */
    static final class Arriving extends ServerStreamTracer {
        static final Context.Key<Arriving> OF_CALL = Context.key("arriving");

        private final AtomicLong octets = new AtomicLong();

        @Override
        public Context filterContext(Context context) {
            return context.withValue(OF_CALL, this);
        }

        @Override
        public void inboundWireSize(long more) {
            octets.addAndGet(more);
        }
    }

    /** One for each call. */
    static final class Arrivals extends ServerStreamTracer.Factory {
        @Override
        public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
            return new Arriving();
        }
    }
}
