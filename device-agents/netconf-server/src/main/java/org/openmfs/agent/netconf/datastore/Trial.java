package org.openmfs.agent.netconf.datastore;

import java.util.Optional;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.openmfs.agent.netconf.port.Configuration;
import org.openmfs.agent.netconf.port.RequestRefused;

/**
 * A commit that waits for its confirmation.
 *
 * @param attempt counts the times that the clock was set, so that an old clock ringing late does nothing
 * @param before what the configuration goes back to: the one before the first unconfirmed commit
 * @param session who made it
 * @param persist the name under which any session may confirm it; without one it ends with its session
 */
record Trial(long attempt, Configuration before, SessionHandle session, Optional<String> persist) {
    /** Refuses a session that may not go on with this trial. */
    void requireOwner(SessionHandle other, Optional<String> persistId) throws RequestRefused {
        if (persistId.isPresent() && !persistId.equals(persist)) {
            throw unknownPersistId();
        }
        if (persistId.isEmpty() && (persist.isPresent() || other != session)) {
            throw RequestRefused.ofProtocol(
                    ErrorTag.IN_USE, "Session " + session.id() + " has a commit that waits for confirmation");
        }
    }

    static RequestRefused unknownPersistId() {
        return RequestRefused.ofProtocol(
                        ErrorTag.INVALID_VALUE, "No commit with this persist-id waits for confirmation")
                .info("bad-element", "persist-id");
    }
}
