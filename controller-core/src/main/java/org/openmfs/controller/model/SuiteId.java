package org.openmfs.controller.model;

/** Names a list of methods and a combiner. */
public record SuiteId(String value) implements Comparable<SuiteId> {
    public SuiteId {
        Form.SUITE.require("SuiteId", value);
    }

    @Override
    public int compareTo(SuiteId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
