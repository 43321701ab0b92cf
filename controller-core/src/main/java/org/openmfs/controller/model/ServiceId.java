package org.openmfs.controller.model;

import java.util.Optional;

/** Names a service: protected communication between two endpoints. */
public record ServiceId(String value) implements Comparable<ServiceId> {
    public ServiceId {
        Form.NAME.require("ServiceId", value);
    }

    /** The service whose association it is, if it is one's: associations of others may have names that no service has. */
    public static Optional<ServiceId> of(AssociationId association) {
        return Optional.of(association.value()).filter(Form.NAME::fits).map(ServiceId::new);
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
