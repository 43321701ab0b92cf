package org.openmfs.controller.model;

/** Names an endpoint (MFS 2.2), in one name space over all networks. */
public record EndpointId(String value) implements Comparable<EndpointId> {
    public EndpointId {
        Form.NAME.require("EndpointId", value);
    }

    @Override
    public int compareTo(EndpointId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
