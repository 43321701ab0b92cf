package org.openmfs.agent.method;

import java.util.List;

/**
 * The ground on which a method's security rests; combined methods should stand on different ones (MFS 4.1). Six are known,
 * vendors may have others.
 */
public record Ground(String word) implements Comparable<Ground> {
    /** Lattices with algebraic structure: ML-KEM, NTRU, NTRU Prime. */
    public static final Ground STRUCTURED_LATTICE = new Ground("structured-lattice");
    /** Lattices without structure: FrodoKEM. */
    public static final Ground PLAIN_LATTICE = new Ground("plain-lattice");
    /** Quasi-cyclic codes: HQC. */
    public static final Ground CODE_QUASI_CYCLIC = new Ground("code-quasi-cyclic");
    /** Goppa codes: Classic McEliece. */
    public static final Ground CODE_GOPPA = new Ground("code-goppa");
    /** Quantum key distribution. */
    public static final Ground QUANTUM_CHANNEL = new Ground("quantum-channel");
    /** A secret that both ends were given beforehand. */
    public static final Ground PRE_SHARED = new Ground("pre-shared");

    /** Those that are known. */
    public static final List<Ground> KNOWN =
            List.of(STRUCTURED_LATTICE, PLAIN_LATTICE, CODE_QUASI_CYCLIC, CODE_GOPPA, QUANTUM_CHANNEL, PRE_SHARED);

    private static final List<List<Ground>> KIN =
            List.of(List.of(STRUCTURED_LATTICE, PLAIN_LATTICE), List.of(CODE_QUASI_CYCLIC, CODE_GOPPA));

    /** The greatest diversity of two grounds. */
    public static final int UNRELATED = 2;

    public Ground {
        Word.require("a ground", word);
    }

    /**
     * How little one says of the other: 0 if they are the same, or one is not known; 1 if they are kin, as two lattices
     * or two codes are; else 2.
     */
    public int diversity(Ground other) {
        if (equals(other) || !KNOWN.contains(this) || !KNOWN.contains(other)) {
            return 0;
        }
        boolean kin = KIN.stream().anyMatch(pair -> pair.contains(this) && pair.contains(other));
        return kin ? 1 : UNRELATED;
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
