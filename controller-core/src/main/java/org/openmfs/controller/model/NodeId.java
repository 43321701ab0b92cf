package org.openmfs.controller.model;

/** Names a node within its network (RFC 8345, node-id). */
public record NodeId(String value) implements Comparable<NodeId> {
    public NodeId {
        Form.TEXT.require("NodeId", value);
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
