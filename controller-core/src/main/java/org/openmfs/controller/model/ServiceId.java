package org.openmfs.controller.model;

/** Names a service: protected communication between two endpoints. */
public record ServiceId(String value) implements Comparable<ServiceId> {
    public ServiceId {
        Form.NAME.require("ServiceId", value);
    }

    @Override
    public int compareTo(ServiceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
