package org.openmfs.agent.machine;

import java.util.Map;
import org.openmfs.agent.association.AssociationListener;
import org.openmfs.agent.association.KeyMeans;
import org.openmfs.agent.association.Ports;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.protocol.Authenticator;
import org.openmfs.agent.protocol.PeerLink;
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

    /** The same, told to another. */
    AgentPorts toldTo(AssociationListener other) {
        return new AgentPorts(link, authenticator, means, encDecs, registry, other);
    }

    /** What every association has of it. */
    Ports common() {
        return new Ports(link, authenticator, means, registry, listener);
    }
}
