package org.openmfs.controller.model;

/** Names a combined key at both ends: 128 bits in hexadecimal. */
public record KeyId(String value) implements Comparable<KeyId> {
    public KeyId {
        Form.KEY.require("KeyId", value);
    }

    @Override
    public int compareTo(KeyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
