package org.openmfs.agent.netconf.operation;

import static java.util.Objects.requireNonNull;

import org.openmfs.agent.netconf.datastore.SessionHandle;

/**
 * Who makes a request.
 *
 * @param session the session it comes over
 * @param outlet the way back
 */
public record Caller(SessionHandle session, Outlet outlet) {
    public Caller {
        requireNonNull(session);
        requireNonNull(outlet);
    }
}
