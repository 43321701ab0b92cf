package org.openmfs.agent.association;

import java.util.Map;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.registry.Registry;

/**
 * What the associations of one agent work with.
 *
 * @param means with which this CF makes keys
 * @param encDecs that it can supply with keys, by their names
 */
public record AgentPorts(
        PeerLink link,
        Authenticator authenticator,
        KeyMeans means,
        Map<String, EncDec> encDecs,
        Registry registry,
        AssociationListener listener) {
    public AgentPorts {
        encDecs = Map.copyOf(encDecs);
        listener = new GuardedListener(listener);
    }

    /** The part for one association. */
    Ports with(EncDec encDec) {
        return new Ports(link, authenticator, means, encDec, registry, listener);
    }
}
