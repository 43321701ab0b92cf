package org.openmfs.testbed.qkd;

/** Names from etsi-qkd-node-types as RFC 7951 writes identities. */
final class Identities {
    static final String VIRT = of("VIRT");
    static final String PHYS = of("PHYS");

    private Identities() {}

    static String of(String identity) {
        return "etsi-qkd-node-types:" + identity;
    }
}
