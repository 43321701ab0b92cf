package org.openmfs.testbed.qkd;

import java.util.Arrays;
import java.util.List;

/**
 * Carries a key over trusted nodes: on each hop it is encrypted with a one-time pad from that hop's link, so that it crosses no
 * fibre in clear but stands in clear in every node on the way.
 */
final class KeyRelay {
    private KeyRelay() {}

    /** A new key between the ends of a path: made on the first hop, relayed over the others; uses each hop's bits once. */
    static QuantumLink.SharedBits establish(List<QuantumLink> hops, int bits) {
        QuantumLink.SharedBits first = hops.getFirst().draw(bits);
        byte[] delivered = send(first.far(), hops.subList(1, hops.size()));
        return new QuantumLink.SharedBits(first.near(), delivered);
    }

    /** What arrives at the end of a path when a key is sent over it. */
    static byte[] send(byte[] key, List<QuantumLink> hops) {
        byte[] carried = key.clone();
        for (QuantumLink hop : hops) {
            QuantumLink.SharedBits pad = hop.draw(key.length * 8);
            byte[] onTheWire = xor(carried, pad.near());
            Arrays.fill(carried, (byte) 0);
            carried = xor(onTheWire, pad.far());
        }
        return carried;
    }

    private static byte[] xor(byte[] left, byte[] right) {
        byte[] result = new byte[left.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (byte) (left[i] ^ right[i]);
        }
        return result;
    }
}
