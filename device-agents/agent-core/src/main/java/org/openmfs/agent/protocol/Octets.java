package org.openmfs.agent.protocol;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** Public octets in a message, compared by value: a nonce, a label share, a confirmation tag. At most 64. */
public record Octets(byte[] value) {
    private static final int LONGEST = 64;

    public Octets {
        if (value.length > LONGEST) {
            throw new IllegalArgumentException("at most 64 octets, not " + value.length);
        }
        value = value.clone();
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    /** Whether both are the same, in time that does not depend on them. */
    public boolean provedBy(Octets other) {
        return MessageDigest.isEqual(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(value);
    }
}
