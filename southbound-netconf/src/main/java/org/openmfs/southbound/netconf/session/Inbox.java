package org.openmfs.southbound.netconf.session;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
    /** Some times what so many usual ones take. */
    private static final long HEAVIEST = 32L << 20;

    private final BlockingQueue<Kept> items = new LinkedBlockingQueue<>(MOST);
    private final AtomicLong weight = new AtomicLong();
    private volatile boolean over;

    private record Kept(Item item, long weight) {}

    /** Empty if nothing came within this time. */
    Optional<Item> next(Duration within) throws InterruptedException {
        Optional<Kept> next = Optional.ofNullable(items.poll(within.toMillis(), TimeUnit.MILLISECONDS));
        next.ifPresent(kept -> weight.addAndGet(-kept.weight()));
        return next.map(Kept::item);
    }

    @Override
    public void notified(Element notification) {
        if (over) {
            return;
        }
        long more = Weight.of(notification);
        if (weight.addAndGet(more) > HEAVIEST) {
            end("the device sent notifications at once that are too large together");
        } else if (!items.offer(new Kept(new Item.Notification(notification), more))) {
            end("the device sent more than " + MOST + " notifications at once");
        }
    }

    @Override
    public void ended(String why) {
        if (!items.offer(new Kept(new Item.End(why), 0))) {
            end(why);
        }
    }

    private void end(String why) {
        over = true;
        items.clear();
        items.offer(new Kept(new Item.End(why), 0));
    }
}
