package org.openmfs.agent.peer.tls;

import java.nio.file.Path;

/**
 * The files by which this CF proves its name to peers, and knows theirs.
 *
 * <p>Private keys and passwords lie in files of mode {@code rw-------}; every certificate is signed with ML-DSA-65 or
 * ML-DSA-87.
 */
public sealed interface PeerCredentials {
    /** Certificates (PEM) of the authorities that issue CF certificates. */
    Path authorities();

    /**
     * PEM files.
     *
     * @param certificates this CF's certificate, then those between it and its authority
     * @param key the private key, unencrypted PKCS #8
     */
    record Pem(Path certificates, Path key, Path authorities) implements PeerCredentials {}

    /**
     * A PKCS #12 store with one private key.
     *
     * @param password a file whose first line is the store's password
     */
    record Pkcs12(Path store, Path password, Path authorities) implements PeerCredentials {}
}
