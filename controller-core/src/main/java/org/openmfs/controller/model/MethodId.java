package org.openmfs.controller.model;

/** Names a key exchange method, for example {@code ml-kem-1024}. */
public record MethodId(String value) implements Comparable<MethodId> {
    public MethodId {
        Form.METHOD.require("MethodId", value);
    }

    @Override
    public int compareTo(MethodId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
