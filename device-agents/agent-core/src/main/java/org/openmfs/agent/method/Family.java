package org.openmfs.agent.method;

/** The ground on which a method's security rests; combined methods should stand on different ones (MFS 4.1). */
public enum Family {
    MODULE_LATTICE,
    UNSTRUCTURED_LATTICE,
    NTRU_LATTICE,
    CODE,
    QUANTUM_CHANNEL,
    PRE_SHARED;

    /** The name of the identity in YANG module mfs-method. */
    public String identity() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
