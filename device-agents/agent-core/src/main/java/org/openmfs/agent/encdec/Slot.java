package org.openmfs.agent.encdec;

/** Where an Enc/Dec holds one of its keys at a time: the association number (AN) 0..3 of MACsec. */
public record Slot(int number) {
    public static final int COUNT = 4;

    public Slot {
        if (number < 0 || number >= COUNT) {
            throw new IllegalArgumentException("slot must be 0..3, not " + number);
        }
    }

    public Slot next() {
        return new Slot((number + 1) % COUNT);
    }
}
