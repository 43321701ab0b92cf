package org.openmfs.agent.protocol;

import java.util.Arrays;

/** A signature by the key of a CF's certificate (ML-DSA, FIPS 204); at most 8 KiB. */
public record Signature(byte[] value) {
    private static final int LARGEST = 8192;

    public Signature {
        if (value.length > LARGEST) {
            throw new IllegalArgumentException("at most 8192 octets, not " + value.length);
        }
        value = value.clone();
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Signature that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return value.length + " octets";
    }
}
