package org.openmfs.controller.model;

/** Names an application (MFS 4.2). */
public record ApplicationId(String value) implements Comparable<ApplicationId> {
    public ApplicationId {
        Form.NAME.require("ApplicationId", value);
    }

    @Override
    public int compareTo(ApplicationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
