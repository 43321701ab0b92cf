package org.openmfs.controller.model;

/** Names an external network manager (MFS 4.1). */
public record ManagerId(String value) implements Comparable<ManagerId> {
    public ManagerId {
        Form.NAME.require("ManagerId", value);
    }

    @Override
    public int compareTo(ManagerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
