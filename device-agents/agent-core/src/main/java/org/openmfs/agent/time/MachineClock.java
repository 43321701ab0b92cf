package org.openmfs.agent.time;

/** What a machine knows of time. Calls do not block. */
public interface MachineClock {
    /** Now. */
    Moment now();

    /** Names this life of the machine: another one when it was restored from a snapshot, where the machine can tell. */
    String generation();
}
