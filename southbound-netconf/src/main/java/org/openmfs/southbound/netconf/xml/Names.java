package org.openmfs.southbound.netconf.xml;

/** Namespaces of what is sent and read. */
public final class Names {
    public static final String NETCONF = "urn:ietf:params:xml:ns:netconf:base:1.0";
    public static final String NOTIFICATION = "urn:ietf:params:xml:ns:netconf:notification:1.0";

    private Names() {}
}
