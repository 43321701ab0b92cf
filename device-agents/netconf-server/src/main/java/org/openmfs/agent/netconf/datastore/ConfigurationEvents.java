package org.openmfs.agent.netconf.datastore;

import java.util.Optional;

/** Who wants to know that the running configuration changed. */
public interface ConfigurationEvents {
    /**
     * The running configuration changed.
     *
     * @param by the session that did it; empty when the server did
     */
    void changed(Optional<SessionHandle> by);

    /**
     * A commit on trial began, went on or ended.
     *
     * @param by the session that did it; empty when the server did
     * @param timeoutSeconds time left to confirm; 0 when it ended
     */
    void confirmed(ConfirmEvent event, Optional<SessionHandle> by, long timeoutSeconds);
}
