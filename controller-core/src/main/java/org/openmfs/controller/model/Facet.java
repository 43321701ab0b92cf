package org.openmfs.controller.model;

/** What can be asked of an external network manager (MFS 4.3.2), whatever it speaks. */
public enum Facet {
    /** Key links between applications of QKD nodes. */
    KEY_NETWORK,
    /** Optical paths between ports of APN-Ts. */
    LIGHT_PATHS
}
