package org.openmfs.agent.association;

import java.time.Duration;

/** Calls back later, on any thread; real time in production, virtual time in simulation. */
public interface Timers {
    /** Runs the task once, no sooner than after this delay; the task does not block. */
    Pending after(Duration delay, Runnable task);

    /** A call that is yet to come. */
    interface Pending {
        /** Prevents the call, unless it is under way. */
        void cancel();
    }
}
