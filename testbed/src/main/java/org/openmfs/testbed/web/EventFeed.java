package org.openmfs.testbed.web;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Hands every published event to every subscriber; a subscriber that lags by 1,024 events is cut off. */
public final class EventFeed implements AutoCloseable {
    private static final int CAPACITY = 1024;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

    public void publish(String event) {
        subscriptions.forEach(subscription -> subscription.offer(event));
    }

    /** Events published from now on reach the returned subscription. */
    public Subscription subscribe() {
        Subscription subscription = new Subscription();
        subscriptions.add(subscription);
        return subscription;
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
    }

    /** One reader's queue of events. */
    public final class Subscription implements AutoCloseable {
        private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(CAPACITY);
        private volatile boolean open = true;

        private Subscription() {}

        private void offer(String event) {
            if (!queue.offer(event)) {
                close();
            }
        }

        public boolean isOpen() {
            return open;
        }

        /** The next event, or empty where none came in time or the feed has closed. */
        public Optional<String> next(Duration patience) throws InterruptedException {
            return Optional.ofNullable(queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        }

        @Override
        public void close() {
            open = false;
            subscriptions.remove(this);
        }
    }
}
