package org.openmfs.controller.model;

/** Names an MFS CF (MFS 4.1). */
public record CfId(String value) implements Comparable<CfId> {
    public CfId {
        Form.NAME.require("CfId", value);
    }

    @Override
    public int compareTo(CfId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
