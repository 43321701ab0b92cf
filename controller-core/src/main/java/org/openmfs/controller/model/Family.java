package org.openmfs.controller.model;

/**
 * The ground on which a method's security rests (MFS 4.1), by the name of its identity in YANG module mfs-types. Open:
 * a vendor may add families of its own.
 */
public record Family(String identity) implements Comparable<Family> {
    public static final Family QUANTUM_CHANNEL = new Family("quantum-channel");

    public Family {
        Form.METHOD.require("Family", identity);
    }

    @Override
    public int compareTo(Family other) {
        return identity.compareTo(other.identity);
    }

    @Override
    public String toString() {
        return identity;
    }
}
