package org.openmfs.agent.association;

import org.openmfs.agent.combine.Role;
import org.openmfs.agent.key.CfId;

/** The two CFs of an association, seen from one of them. */
public record Parties(CfId local, CfId peer, Role role) {
    public Parties {
        if (local.equals(peer)) {
            throw new IllegalArgumentException("CF " + local + " cannot be its own peer");
        }
    }

    public CfId initiator() {
        return role == Role.INITIATOR ? local : peer;
    }

    public CfId responder() {
        return role == Role.INITIATOR ? peer : local;
    }
}
