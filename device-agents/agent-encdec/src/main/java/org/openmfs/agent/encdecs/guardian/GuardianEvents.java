package org.openmfs.agent.encdecs.guardian;

/** What the watch over a guardian tells, on its own thread; an implementation posts it to its queue and returns. */
public interface GuardianEvents {
    /** A deadline came and its removals were carried out: the device is to be looked at, and it is to be reported. */
    void fired();

    /** There is no guardian and none can be started: the keys are to be cleared now. Told at each attempt that fails. */
    void lost(GuardianFailure why);
}
