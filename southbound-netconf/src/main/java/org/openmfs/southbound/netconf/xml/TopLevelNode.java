package org.openmfs.southbound.netconf.xml;

/**
 * A node at the top of a device's data.
 *
 * @param namespace of its YANG module
 */
public record TopLevelNode(String namespace, String name) {}
