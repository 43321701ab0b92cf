package org.openmfs.agent.encdec;

/**
 * Where an Enc/Dec holds one of its keys at a time, for MACsec the association number (AN) 0..3. How many an Enc/Dec has
 * its {@link Shape} says.
 *
 * @param number 0..7
 */
public record Slot(int number) {
    private static final int MOST = 8;

    public Slot {
        if (number < 0 || number >= MOST) {
            throw new IllegalArgumentException("slot must be 0..7, not " + number);
        }
    }
}
