package org.openmfs.southbound.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes an answer's body up to a largest size; of a longer one it takes a little more than that, and no further. */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> behind = BodySubscribers.ofByteArray();
    private final long largest;
    private Flow.Subscription source;
    private long taken;

    BoundedBody(long largest) {
        this.largest = largest;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return behind.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        behind.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> items) {
        if (taken > largest) {
            return;
        }
        taken += items.stream().mapToLong(ByteBuffer::remaining).sum();
        behind.onNext(items);
        if (taken > largest) {
            source.cancel();
            behind.onComplete();
        }
    }

    @Override
    public void onError(Throwable broken) {
        behind.onError(broken);
    }

    @Override
    public void onComplete() {
        behind.onComplete();
    }
}
