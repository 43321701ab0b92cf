package org.openmfs.agent.registry;

import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.key.KeyState;

/** The rule that every registry holds its keys to. */
final class Moves {
    private Moves() {}

    /** Refuses a step that the key's state does not allow, and a step backwards, but that of a key that was suspended. */
    static void require(KeyRecord from, KeyRecord to) {
        boolean stateAllowed = from.state() == to.state() || from.state().allows(to.state());
        boolean resumed = from.state() == KeyState.SUSPENDED
                && to.state() == KeyState.ACTIVE
                && from.stage() == KeyStage.REPLACED
                && to.stage() == KeyStage.SENDING;
        if (!stateAllowed || to.stage().compareTo(from.stage()) < 0 && !resumed) {
            throw new IllegalStateException("key " + from.id() + " cannot go from " + from.state() + "/" + from.stage()
                    + " to " + to.state() + "/" + to.stage());
        }
    }
}
