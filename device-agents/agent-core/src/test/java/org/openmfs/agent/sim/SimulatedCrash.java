package org.openmfs.agent.sim;

/** Ends a simulated process; an error, so that nothing in between takes it for a fault to handle. */
final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash(String where) {
        super(where, null, false, false);
    }
}
