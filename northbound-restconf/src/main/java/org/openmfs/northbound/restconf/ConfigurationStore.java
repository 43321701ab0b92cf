package org.openmfs.northbound.restconf;

import java.util.List;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.openmfs.northbound.check.Credential;
import org.openmfs.northbound.check.RequestCheck;

/**
 * The configuration that is written into, and what must be thought of with each change.
 *
 * @param broker the datastore, with nothing left out
 * @param commits the same, for changes
 * @param checks asked before each change
 * @param credentials secrets that a change may leave as they are without naming them
 */
public record ConfigurationStore(
        DOMDataBroker broker, CompletedCommits commits, List<RequestCheck> checks, List<Credential> credentials) {
    public ConfigurationStore {
        checks = List.copyOf(checks);
        credentials = List.copyOf(credentials);
    }
}
