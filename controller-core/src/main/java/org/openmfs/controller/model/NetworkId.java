package org.openmfs.controller.model;

/** Names a network (RFC 8345, network-id). */
public record NetworkId(String value) implements Comparable<NetworkId> {
    public NetworkId {
        Form.TEXT.require("NetworkId", value);
    }

    @Override
    public int compareTo(NetworkId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
