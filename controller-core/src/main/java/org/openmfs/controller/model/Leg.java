package org.openmfs.controller.model;

import java.util.List;
import java.util.Map;

/**
 * A part of a plan: one association of two CFs, and the paths that it needs.
 *
 * @param ends the initiator's, then the responder's
 * @param paths over which its keys and its traffic go
 */
public record Leg(
        AssociationId association,
        List<Suite> suites,
        Floor floor,
        KeyLife keyLife,
        List<End> ends,
        List<PlannedPath> paths) {
    /**
     * What one end is told.
     *
     * @param place the CF and its names towards QKD and APN
     */
    public record End(
            DeviceId device, Network.Cf place, Network.EncryptionPoint point, String peerHost, int peerPort) {}

    public Leg {
        suites = List.copyOf(suites);
        ends = List.copyOf(ends);
        paths = List.copyOf(paths);
        if (ends.size() != 2) {
            throw new IllegalArgumentException("a leg has two ends, not " + ends.size());
        }
    }

    public End initiator() {
        return ends.get(0);
    }

    public End responder() {
        return ends.get(1);
    }

    /** What each end is told of the association. */
    public Map<DeviceId, AssociationConfiguration> configurations() {
        return Map.of(
                initiator().device(), configuration(initiator(), responder(), true),
                responder().device(), configuration(responder(), initiator(), false));
    }

    private AssociationConfiguration configuration(End self, End peer, boolean initiator) {
        AssociationConfiguration.Peer other = new AssociationConfiguration.Peer(
                peer.place().id(),
                self.peerHost(),
                self.peerPort(),
                peer.place().sae());
        return new AssociationConfiguration(
                association, other, initiator, self.point().encDec(), suites, floor, keyLife);
    }

    /** Whether both ends are told the same, whatever paths are used. */
    public boolean sameTerms(Leg other) {
        return association.equals(other.association)
                && suites.equals(other.suites)
                && floor.equals(other.floor)
                && keyLife.equals(other.keyLife)
                && ends.equals(other.ends);
    }
}
