package org.openmfs.agent.peer;

import java.net.InetAddress;

/** Where a peer listens. */
public record PeerAddress(String host, int port) {
    private static final int HIGHEST_PORT = 65_535;

    public PeerAddress {
        if (host.isBlank() || port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("an address has a host and a port 1..65535, not " + host + " " + port);
        }
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Whether the peer, as it is known, is at this address; a host's name is not looked up. */
    boolean isAt(InetAddress address) {
        try {
            return InetAddress.ofLiteral(host).equals(address);
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }
}
