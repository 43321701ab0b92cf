package org.openmfs.northbound.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the endpoint listens, and its limits.
 *
 * @param address port 0 means any that is free
 * @param tls empty means plain HTTP, which is only for this host
 * @param largestBody octets
 * @param connections at the same time; of more the oldest is ended whose client has not shown who it is, or else of the user
 *     who has most
 * @param patience for a whole request to arrive, from the end of the one before it, and for an answer or an event to
 *     leave
 */
public record HttpSettings(
        InetSocketAddress address, Optional<TlsFiles> tls, int largestBody, int connections, Duration patience) {
    /** Of a body, in octets, unless it is said otherwise. */
    public static final int LARGEST_BODY = 4 * 1024 * 1024;

    private static final int CONNECTIONS = 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public HttpSettings {
        if (tls.isEmpty()
                && !(address.getAddress() != null && address.getAddress().isLoopbackAddress())) {
            throw new IllegalArgumentException("plain HTTP is only for a loopback address, and "
                    + address.getHostString() + " is none: give a certificate and a key");
        }
    }

    public static HttpSettings at(InetSocketAddress address, Optional<TlsFiles> tls) {
        return new HttpSettings(address, tls, LARGEST_BODY, CONNECTIONS, PATIENCE);
    }
}
