package org.openmfs.agent.registry;

/** The rule that every registry holds its keys to. */
final class Moves {
    private Moves() {}

    /** Refuses a step backwards and a step that the key's state does not allow. */
    static void require(KeyRecord from, KeyRecord to) {
        boolean stateAllowed = from.state() == to.state() || from.state().allows(to.state());
        if (!stateAllowed || to.stage().compareTo(from.stage()) < 0) {
            throw new IllegalStateException("key " + from.id() + " cannot go from " + from.state() + "/" + from.stage()
                    + " to " + to.state() + "/" + to.stage());
        }
    }
}
