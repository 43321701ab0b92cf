package org.openmfs.controller.model;

/** Names an association between two CFs, the same at both ends. */
public record AssociationId(String value) implements Comparable<AssociationId> {
    public AssociationId {
        Form.ASSOCIATION.require("AssociationId", value);
    }

    @Override
    public int compareTo(AssociationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
