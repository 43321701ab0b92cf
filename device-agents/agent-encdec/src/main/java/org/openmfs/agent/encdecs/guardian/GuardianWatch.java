package org.openmfs.agent.encdecs.guardian;

import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a guardian again and again whether it lives, starts it again if not, and tells what it did. */
final class GuardianWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GuardianWatch.class);

    private final GuardianHold hold;
    private final GuardianPace pace;
    private final GuardianEvents events;
    private volatile Thread thread;
    private volatile boolean ended;

    private GuardianWatch(GuardianHold hold, GuardianPace pace, GuardianEvents events) {
        this.hold = hold;
        this.pace = pace;
        this.events = events;
        this.thread = unstarted();
    }

    static GuardianWatch over(GuardianHold hold, GuardianPace pace, GuardianEvents events) {
        GuardianWatch watch = new GuardianWatch(hold, pace, events);
        watch.thread.start();
        return watch;
    }

    private Thread unstarted() {
        return Thread.ofPlatform()
                .daemon()
                .name("guardian-watch")
                .uncaughtExceptionHandler(this::goOn)
                .unstarted(this::run);
    }

    /** Whatever was thrown, the watch is not over. */
    private void goOn(Thread failed, Throwable bug) {
        LOG.error("the watch over a guardian failed, and goes on", bug);
        if (ended) {
            return;
        }
        thread = unstarted();
        thread.start();
    }

    private void run() {
        try {
            long asked = System.nanoTime();
            while (!ended) {
                Thread.sleep(pace.look());
                if (System.nanoTime() - asked >= pace.beat().toNanos() || !hold.isThere()) {
                    ask();
                    asked = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() {
        try {
            hold.revive();
            OptionalLong when = hold.unreported();
            if (when.isPresent()) {
                events.fired();
                hold.reported(when.getAsLong());
            }
        } catch (GuardianFailure failure) {
            if (!ended) {
                events.lost(failure);
            }
        }
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
