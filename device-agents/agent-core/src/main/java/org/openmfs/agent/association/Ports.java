package org.openmfs.agent.association;

import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.registry.Registry;

/**
 * What one association works with.
 *
 * @param means with which this CF makes keys
 * @param encDec used by this association alone
 */
public record Ports(
        PeerLink link,
        Authenticator authenticator,
        KeyMeans means,
        EncDec encDec,
        Registry registry,
        AssociationListener listener) {}
