package org.openmfs.agent.registry;

import org.openmfs.agent.encdec.Slot;

/** Whether a key was given a slot of the Enc/Dec; a slot once given is kept until the key is gone. */
public sealed interface Placement {
    /** Not given a slot yet. */
    record Nowhere() implements Placement {}

    /**
     * Given this slot.
     *
     * @param number in the order in which the Enc/Dec is given keys, from 1
     */
    record Placed(Slot slot, long number) implements Placement {}

    /** Of a key in stock. */
    static Placement nowhere() {
        return new Nowhere();
    }
}
