package org.openmfs.agent.peer;

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
}
