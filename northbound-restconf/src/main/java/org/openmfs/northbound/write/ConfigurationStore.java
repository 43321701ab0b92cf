package org.openmfs.northbound.write;

import java.time.Duration;
import java.util.List;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.openmfs.northbound.check.Credential;
import org.openmfs.northbound.check.RequestCheck;

/**
 * Where the configuration is, and what is looked at before it is changed.
 *
 * @param checks asked before each change
 * @param credentials secrets that a change may leave as they are without naming them
 * @param patience how long the datastore may take before a client is told that it does not answer
 */
public record ConfigurationStore(
        DOMDataBroker broker, List<RequestCheck> checks, List<Credential> credentials, Duration patience) {
    /** Beyond this a commit will hardly come back: a datastore that has lost its majority, say. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    public ConfigurationStore {
        checks = List.copyOf(checks);
        credentials = List.copyOf(credentials);
    }
}
