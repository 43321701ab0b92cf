package org.openmfs.controller.model;

/** Names an Enc/Dec within its device. */
public record EncDecName(String value) implements Comparable<EncDecName> {
    public EncDecName {
        Form.NAME.require("EncDecName", value);
    }

    @Override
    public int compareTo(EncDecName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
