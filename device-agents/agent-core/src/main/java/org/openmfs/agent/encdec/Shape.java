package org.openmfs.agent.encdec;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What an Enc/Dec can hold and show, as far as both ends must be alike.
 *
 * @param slots how many keys it holds at once, 1..8: one that is sent under, and others that are accepted
 * @param keys whether each direction has a key of its own
 * @param saltOctets length of the salt that comes with each key, 0..64
 */
public record Shape(int slots, Keys keys, int saltOctets) {
    private static final int MOST_SLOTS = 8;
    private static final int LONGEST_SALT = 64;

    /** How many keys the two directions have. */
    public enum Keys {
        ONE_EACH("one-each"),
        SHARED("shared");

        private final String word;

        Keys(String word) {
            this.word = word;
        }

        /** As it is written in the protocol. */
        public String word() {
            return word;
        }
    }

    /** All its slots, in order. */
    public List<Slot> all() {
        return IntStream.range(0, slots).mapToObj(Slot::new).toList();
    }

    public Shape {
        if (slots < 1 || slots > MOST_SLOTS) {
            throw new IllegalArgumentException("an Enc/Dec has 1..8 slots, not " + slots);
        }
        if (saltOctets < 0 || saltOctets > LONGEST_SALT) {
            throw new IllegalArgumentException("a salt has 0..64 octets, not " + saltOctets);
        }
    }
}
