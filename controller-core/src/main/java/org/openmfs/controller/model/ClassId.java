package org.openmfs.controller.model;

/** Names a data protection class (MFS 3.4). */
public record ClassId(String value) implements Comparable<ClassId> {
    public ClassId {
        Form.NAME.require("ClassId", value);
    }

    @Override
    public int compareTo(ClassId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
