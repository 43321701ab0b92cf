package org.openmfs.agent.association;

import java.util.Map;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.registry.Registry;

/**
 * What the associations of one agent work with.
 *
 * @param methods that this CF can carry out
 * @param encDecs that it can supply with keys, by their names
 */
public record AgentPorts(
        PeerLink link,
        Authenticator authenticator,
        Map<MethodId, KeyExchangeMethod> methods,
        Map<String, EncDec> encDecs,
        Registry registry,
        AssociationListener listener) {
    public AgentPorts {
        methods = Map.copyOf(methods);
        encDecs = Map.copyOf(encDecs);
        listener = new GuardedListener(listener);
    }

    /** The part for one association. */
    Ports with(EncDec encDec) {
        return new Ports(link, authenticator, methods, encDec, registry, listener);
    }
}
