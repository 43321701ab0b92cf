package org.openmfs.agent.methods.qkd014;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Collects an answer in one buffer of fixed size, which it wipes on close.
 *
 * <p>An answer that does not fit ends with {@link TooLarge}. What the HTTP client itself buffered cannot be wiped.
 */
final class BoundedBody implements HttpResponse.BodySubscriber<BoundedBody>, AutoCloseable {
    private final CompletableFuture<BoundedBody> whole = new CompletableFuture<>();
    private final byte[] buffer;
    private Flow.Subscription subscription;
    private int length;
    private boolean closed;

    BoundedBody(int limit) {
        this.buffer = new byte[limit];
    }

    /** The answer is longer than any answer of a KME that serves this CF. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(int limit) {
            super("more than " + limit + " octets");
        }
    }

    /** The content, of which the first {@link #length()} octets count; valid until close. */
    synchronized byte[] content() {
        return buffer;
    }

    synchronized int length() {
        return length;
    }

    @Override
    public CompletionStage<BoundedBody> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            int size = part.remaining();
            if (closed || size > buffer.length - length) {
                subscription.cancel();
                whole.completeExceptionally(new TooLarge(buffer.length));
                return;
            }
            part.get(buffer, length, size);
            length += size;
        }
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(this);
    }

    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(buffer, (byte) 0);
    }
}
