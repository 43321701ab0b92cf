package org.openmfs.agent.sim;

/** What must never come of any fault. */
enum Harm {
    /** The two ends hold different keys under one name. */
    MISMATCHED,
    /** A key, or what it is made of, is taken for a second time, or stays readable after its destruction. */
    USED_TWICE,
    /** A frame, a confirmed key or the way back to an ordinary state is lost. */
    LOST,
    /** Frames are sent under a key that is older than allowed. */
    PAST_AGE,
    /** A side begins to send under a suite that it forbids. */
    FORBIDDEN
}
