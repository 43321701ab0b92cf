package org.openmfs.controller.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where an association stands, as one device reports it. */
public record AssociationStatus(
        AssociationId id,
        Phase phase,
        Optional<SuiteId> suite,
        Optional<KeyId> key,
        int stock,
        long rekeys,
        Optional<Instant> lastRekey,
        Optional<Instant> nextRekey,
        List<Reason> reasons) {
    /** The names of YANG typedef mfs-agent:phase. */
    public enum Phase {
        IDLE,
        NEGOTIATING,
        SECURED,
        DEGRADED,
        BLOCKED,
        WITHDRAWING
    }

    public AssociationStatus {
        reasons = List.copyOf(reasons);
    }
}
