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

    /** @throws IOException if the files can't be read as what they should be; the message is for an operator */
    SslContext context() throws IOException {
        for (Path file : List.of(certificate, key)) {
            if (!Files.isReadable(file)) {
                throw new IOException(file + " can't be read");
            }
        }
        try {
            return SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                    .protocols(PROTOCOLS)
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IOException(certificate + " and " + key + " are no PEM certificate and PKCS #8 key", e);
        }
    }
}
