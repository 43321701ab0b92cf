package org.openmfs.controller.model;

/** What an external network manager speaks (YANG typedef mfs-network:manager-kind): an open word that a plugin serves. */
public record ManagerKind(String word) implements Comparable<ManagerKind> {
    /** ETSI GS QKD 015 on each node, over RESTCONF. */
    public static final ManagerKind QKDN_015 = new ManagerKind("qkdn-015");

    /** TAPI 2.4 over RESTCONF. */
    public static final ManagerKind APN_TAPI = new ManagerKind("apn-tapi");

    public ManagerKind {
        Form.KIND.require("ManagerKind", word);
    }

    @Override
    public int compareTo(ManagerKind other) {
        return word.compareTo(other.word);
    }

    @Override
    public String toString() {
        return word;
    }
}
