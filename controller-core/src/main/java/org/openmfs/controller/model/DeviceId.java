package org.openmfs.controller.model;

/** Names a device on which an agent serves one MFS CF. */
public record DeviceId(String value) implements Comparable<DeviceId> {
    public DeviceId {
        Form.NAME.require("DeviceId", value);
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
