package org.openmfs.agent.association;

import org.openmfs.agent.protocol.Authenticator;
import org.openmfs.agent.protocol.PeerLink;
import org.openmfs.agent.registry.Registry;

/**
 * What one association works with.
 *
 * @param means with which this CF makes keys
 */
public record Ports(
        PeerLink link, Authenticator authenticator, KeyMeans means, Registry registry, AssociationListener listener) {}
