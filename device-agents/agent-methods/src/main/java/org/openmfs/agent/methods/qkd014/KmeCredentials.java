package org.openmfs.agent.methods.qkd014;

import java.nio.file.Path;

/** The files by which this CF proves to a KME which SAE it is, and knows the KME; all but {@code authorities} are owner-only. */
public sealed interface KmeCredentials {
    /** Certificates (PEM) of the authorities that may have issued the KME's certificate. */
    Path authorities();

    /**
     * A PKCS #12 store.
     *
     * @param password a file whose first line is the store's password
     */
    record Pkcs12(Path store, Path password, Path authorities) implements KmeCredentials {}

    /**
     * PEM files.
     *
     * @param certificates this CF's certificate, then those between it and its authority
     * @param key the private key, unencrypted PKCS #8
     */
    record Pem(Path certificates, Path key, Path authorities) implements KmeCredentials {}
}
