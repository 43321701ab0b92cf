package org.openmfs.controller.model;

import java.util.Collection;
import java.util.List;

/**
 * The ground on which a method's security rests (MFS 4.1), by a word of YANG type {@code ground} of module mfs-types. Open:
 * a vendor may have grounds of its own, of which nothing is known.
 */
public record Ground(String word) implements Comparable<Ground> {
    public static final Ground STRUCTURED_LATTICE = new Ground("structured-lattice");
    public static final Ground PLAIN_LATTICE = new Ground("plain-lattice");
    public static final Ground CODE_QUASI_CYCLIC = new Ground("code-quasi-cyclic");
    public static final Ground CODE_GOPPA = new Ground("code-goppa");
    public static final Ground QUANTUM_CHANNEL = new Ground("quantum-channel");
    public static final Ground PRE_SHARED = new Ground("pre-shared");

    /** The greatest diversity of two grounds. */
    public static final int UNRELATED = 2;

    private static final List<Ground> KNOWN =
            List.of(STRUCTURED_LATTICE, PLAIN_LATTICE, CODE_QUASI_CYCLIC, CODE_GOPPA, QUANTUM_CHANNEL, PRE_SHARED);
    private static final List<List<Ground>> KIN =
            List.of(List.of(STRUCTURED_LATTICE, PLAIN_LATTICE), List.of(CODE_QUASI_CYCLIC, CODE_GOPPA));

    public Ground {
        Form.WORD.require("Ground", word);
    }

    /**
     * How little one says of the other, as agents reckon it: 0 if they are the same, or one is not known; 1 if they are
     * kin, as two lattices or two codes are; else 2.
     */
    public int diversity(Ground other) {
        if (equals(other) || !KNOWN.contains(this) || !KNOWN.contains(other)) {
            return 0;
        }
        return KIN.stream().anyMatch(pair -> pair.contains(this) && pair.contains(other)) ? 1 : UNRELATED;
    }

    /** What the most different two of these reach. */
    public static int diversity(Collection<Ground> grounds) {
        return grounds.stream()
                .flatMapToInt(one -> grounds.stream().mapToInt(one::diversity))
                .max()
                .orElse(0);
    }

    @Override
    public int compareTo(Ground other) {
        return word.compareTo(other.word);
    }

    @Override
    public String toString() {
        return word;
    }
}
