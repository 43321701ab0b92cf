package org.openmfs.agent.peer;

import org.openmfs.agent.key.CfId;

/**
 * How the link to a peer stands, for show commands.
 *
 * @param connects whether this CF is the one of the two that connects
 * @param up whether messages can be exchanged now
 * @param sent messages handed to the transport
 * @param dropped messages not sent: link down, peer too slow, message too large
 * @param received messages passed on
 * @param malformed envelopes dropped since they broke the protocol
 * @param excess envelopes dropped since there were too many in a second
 * @param lastFailure why the link last went down or did not come up, empty if it never did
 */
public record PeerState(
        CfId peer,
        PeerAddress address,
        boolean connects,
        boolean up,
        long sent,
        long dropped,
        long received,
        long malformed,
        long excess,
        String lastFailure) {}
