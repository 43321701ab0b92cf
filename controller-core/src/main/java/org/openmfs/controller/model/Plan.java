package org.openmfs.controller.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What will be done for a service: a pure function of intent, policy and inventory.
 *
 * @param ends the initiator's, then the responder's
 */
public record Plan(
        ServiceId service,
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

    public Plan {
        suites = List.copyOf(suites);
        ends = List.copyOf(ends);
        paths = List.copyOf(paths);
        if (ends.size() != 2) {
            throw new IllegalArgumentException("a plan has two ends, not " + ends.size());
        }
    }

    public End initiator() {
        return ends.get(0);
    }

    public End responder() {
        return ends.get(1);
    }

    /** Whether both ends are told the same, whatever paths are used. */
    public boolean sameTerms(Plan other) {
        return association.equals(other.association)
                && suites.equals(other.suites)
                && floor.equals(other.floor)
                && keyLife.equals(other.keyLife)
                && ends.equals(other.ends);
    }

    /** SHA-256 over the text of every part, in hexadecimal; what is carried out must have the hash of what was shown. */
    public String hash() {
        String text = new PlanText(this).canonical();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What is done, in order, for people. */
    public List<String> steps() {
        return new PlanText(this).steps();
    }
}
