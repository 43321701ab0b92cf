package org.openmfs.northbound.http;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * Certificate and key of the endpoint.
 *
 * @param certificate PEM: the endpoint's own first, then those that lead to an authority
 * @param key PEM: PKCS #8, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /**
     * Whether they can be served with, asked before anything is started.
     *
     * @throws IOException if they can't; the message is for an operator
     */
    public void check() throws IOException {
        context();
    }

    /** @throws IOException if the files can't be read as what they should be; the message is for an operator */
    SslContext context() throws IOException {
        for (Path file : List.of(certificate, key)) {
            if (!Files.isReadable(file)) {
                throw new IOException(file + " can't be read");
            }
        }
        try {
            SslContext context = SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                    .protocols(PROTOCOLS)
                    .build();
            if (!new TrialHandshake(context).succeeds()) {
                throw new IOException(key + " is not the key of the first certificate in " + certificate);
            }
            return context;
        } catch (SSLException | IllegalArgumentException e) {
            throw new IOException(certificate + " and " + key + " are no PEM certificate and PKCS #8 key", e);
        }
    }
}
