package org.openmfs.controller.model;

import java.util.Locale;

/** Where a service stands; the names of YANG typedef mfs-service:phase. */
public enum Phase {
    RECEIVED,
    PLANNED,
    PROVISIONING,
    ACTIVE,
    DEGRADED,
    REPLANNING,
    WITHDRAWING,
    WITHDRAWN,
    FAILED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
