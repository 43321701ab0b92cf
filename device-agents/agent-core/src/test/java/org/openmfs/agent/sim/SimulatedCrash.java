package org.openmfs.agent.sim;

/** Ends a simulated process; whoever catches it can do nothing any more. */
final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash(String where) {
        super(where, null, false, false);
    }
}
