package org.openmfs.testbed.topology;

/** The outside world of one testbed; a network without nodes is not started. */
public record Topology(String name, QkdPlan qkd, ApnPlan apn) {}
