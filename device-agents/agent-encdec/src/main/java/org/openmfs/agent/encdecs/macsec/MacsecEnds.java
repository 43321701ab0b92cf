package org.openmfs.agent.encdecs.macsec;

/** The two secure channels of a link between two stations, one for each direction. */
public record MacsecEnds(Sci local, Sci peer) {
    public MacsecEnds {
        if (local.equals(peer)) {
            throw new IllegalArgumentException("both ends have the SCI " + local);
        }
    }

    /** The short identifier of what we send: 1 for the numerically greatest SCI, then 2 (IEEE 802.1AE, 10.7.13). */
    int localSsci() {
        return local.compareTo(peer) > 0 ? 1 : 2;
    }

    int peerSsci() {
        return local.compareTo(peer) > 0 ? 2 : 1;
    }
}
