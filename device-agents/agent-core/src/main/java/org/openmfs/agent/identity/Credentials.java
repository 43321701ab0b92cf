package org.openmfs.agent.identity;

import java.nio.file.Path;
import java.util.List;

/**
 * The files by which this CF proves who it is to a peer or a KME, and knows them; private keys, stores and passwords lie
 * in files of mode {@code rw-------}.
 */
public sealed interface Credentials {
    /** Certificates (PEM) of the authorities that may have issued the other side's certificate. */
    Path authorities();

    /** Every file by which the credentials may change. */
    List<Path> files();

    /**
     * PEM files.
     *
     * @param certificates this CF's certificate, then those between it and its authority
     * @param key the private key, unencrypted PKCS #8
     */
    record Pem(Path certificates, Path key, Path authorities) implements Credentials {
        @Override
        public List<Path> files() {
            return List.of(certificates, key, authorities);
        }
    }

    /**
     * A PKCS #12 store with one private key and its certificates.
     *
     * @param password a file whose first line is the store's password
     */
    record Pkcs12(Path store, Path password, Path authorities) implements Credentials {
        @Override
        public List<Path> files() {
            return List.of(store, password, authorities);
        }
    }
}
