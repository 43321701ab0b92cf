package org.openmfs.northbound.http;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * How a request ends: once, and as a failure where its answer could not leave. Jersey takes an answer that failed for one
 * that was given, and its connection would stay for ever.
 */
final class Ending implements Callback {
    private final Callback ended;
    private final AtomicBoolean over = new AtomicBoolean();

    Ending(Callback ended) {
        this.ended = ended;
    }

    /** The answer, with an eye on whether it leaves. */
    Response watching(Request request, Response response) {
        return new Response.Wrapper(request, response) {
            @Override
            public void write(boolean last, ByteBuffer content, Callback written) {
                super.write(last, content, Callback.from(written.getInvocationType(), written::succeeded, failure -> {
                    written.failed(failure);
                    failed(failure);
                }));
            }
        };
    }

    @Override
    public void succeeded() {
        if (over.compareAndSet(false, true)) {
            ended.succeeded();
        }
    }

    @Override
    public void failed(Throwable failure) {
        if (over.compareAndSet(false, true)) {
            ended.failed(failure);
        }
    }
}
