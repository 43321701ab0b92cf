package org.openmfs.testbed.kernel;

import java.util.Locale;

/** One of the two ends of the kernel pair: a network namespace of the guest. */
public enum Side {
    A("10.77.0.2", "024d4653000a0001"),
    B("10.77.0.3", "024d4653000b0001");

    private final String address;
    private final String sci;

    Side(String address, String sci) {
        this.address = address;
        this.sci = sci;
    }

    /** Its address on the management network, which the outside reaches as {@link KernelPair#OUTSIDE_ADDRESS}. */
    public String managementAddress() {
        return address;
    }

    /** Its end of the wire that joins both sides; nothing but protected frames should travel on it. */
    public String wire() {
        return "wire-" + namespace();
    }

    /** The secure channel identifier of its wire, port 1: 16 hexadecimal digits (IEEE 802.1AE, 7.1.2). */
    public String sci() {
        return sci;
    }

    public Side other() {
        return this == A ? B : A;
    }

    String namespace() {
        return name().toLowerCase(Locale.ROOT);
    }
}
