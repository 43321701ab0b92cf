package org.openmfs.agent.association;

import java.util.Map;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.registry.Registry;

/**
 * What one association works with.
 *
 * @param methods that this CF can carry out
 * @param encDec used by this association alone
 */
public record Ports(
        PeerLink link,
        Authenticator authenticator,
        Map<MethodId, KeyExchangeMethod> methods,
        EncDec encDec,
        Registry registry,
        AssociationListener listener) {
    public Ports {
        methods = Map.copyOf(methods);
    }
}
