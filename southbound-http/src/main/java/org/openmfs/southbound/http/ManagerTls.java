package org.openmfs.southbound.http;

import java.util.Optional;
import org.openmfs.southbound.http.identity.ClientIdentity;

/**
 * What TLS with a manager trusts and shows.
 *
 * @param authority PEM certificates that the manager's must lead to; absent: the platform's
 * @param identity shown where the manager asks for a certificate
 */
public record ManagerTls(Optional<String> authority, Optional<ClientIdentity> identity) {
    /** Trusts, and shows nothing. */
    public static ManagerTls trusting(Optional<String> authority) {
        return new ManagerTls(authority, Optional.empty());
    }
}
