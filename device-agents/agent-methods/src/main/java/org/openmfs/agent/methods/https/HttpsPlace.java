package org.openmfs.agent.methods.https;

import java.net.URI;

/**
 * Where a server is.
 *
 * @param host its name, or its address without brackets
 * @param field both as the Host field of a request has them (RFC 9110, section 7.2)
 */
public record HttpsPlace(String host, int port, String field) {
    private static final int HTTPS = 443;

    /** The place in an address with scheme {@code https} and a host. */
    public static HttpsPlace of(URI address) {
        String host = address.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = address.getPort() < 0 ? HTTPS : address.getPort();
        return new HttpsPlace(bare, port, address.getPort() < 0 ? host : host + ":" + port);
    }
}
