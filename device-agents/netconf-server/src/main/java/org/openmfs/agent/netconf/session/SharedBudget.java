package org.openmfs.agent.netconf.session;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that all sessions together may have under way, from arrival until answered. */
final class SharedBudget {
    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    SharedBudget(long limit) {
        this.limit = limit;
    }

    /** Takes some, if there is so much left. */
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= limit) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
