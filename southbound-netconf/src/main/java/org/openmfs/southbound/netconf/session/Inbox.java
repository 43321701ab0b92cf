package org.openmfs.southbound.netconf.session;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.w3c.dom.Element;

/**
 * What a device sends unasked, in order, until its session ends. One that sends faster than it is read loses the
 * session and is read anew, so that it fills no memory.
 */
final class Inbox implements LinkListener {
    /** What came. */
    sealed interface Item {
        /** @param element the element that holds the event and its time */
        record Notification(Element element) implements Item {}

        /** Nothing came in time. */
        record Nothing() implements Item {}

        /** Nothing comes after it. */
        record End(String why) implements Item {}
    }

    private static final int MOST = 10_000;

    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>(MOST);

    /** Empty if nothing came within this time. */
    Optional<Item> next(Duration within) throws InterruptedException {
        return Optional.ofNullable(items.poll(within.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void notified(Element notification) {
        if (!items.offer(new Item.Notification(notification))) {
            end("the device sent more than " + MOST + " notifications at once");
        }
    }

    @Override
    public void ended(String why) {
        if (!items.offer(new Item.End(why))) {
            end(why);
        }
    }

    private void end(String why) {
        items.clear();
        items.offer(new Item.End(why));
    }
}
