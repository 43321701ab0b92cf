package org.openmfs.northbound.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Certificate and key of the endpoint.
 *
 * @param certificate PEM: the endpoint's own first, then those that lead to an authority
 * @param key PEM: PKCS #8, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {
    /**
     * Whether they can be served with, asked before anything is started.
     *
     * @throws IOException if they can't; the message is for an operator
     */
    public void check() throws IOException {
        context();
    }

    /**
     * When the first of the certificates ends.
     *
     * @throws IOException if there is none; the message is for an operator
     */
    Instant ends() throws IOException {
        return chain().stream()
                .map(X509Certificate::getNotAfter)
                .map(Date::toInstant)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private List<X509Certificate> chain() throws IOException {
        try (InputStream pem = Files.newInputStream(certificate)) {
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                chain.add((X509Certificate) one);
            }
            if (chain.isEmpty()) {
                throw new IOException(certificate + " holds no PEM certificate");
            }
            return chain;
        } catch (FileSystemException unreadable) {
            throw new IOException(certificate + " can't be read", unreadable);
        } catch (CertificateException unreadable) {
            throw new IOException(certificate + " holds no PEM certificate", unreadable);
        }
    }

    /** Each certificate is in its time, and issued by the one after it. */
    private void checkChain(Instant now) throws IOException {
        List<X509Certificate> chain = chain();
        for (X509Certificate one : chain) {
            if (one.getNotAfter().toInstant().isBefore(now)) {
                throw new IOException(certificate + " has expired: " + named(one) + " ended "
                        + one.getNotAfter().toInstant());
            }
            if (one.getNotBefore().toInstant().isAfter(now)) {
                throw new IOException(certificate + " is not valid before "
                        + one.getNotBefore().toInstant() + " (" + named(one) + "); this host's clock says " + now);
            }
        }
        for (int at = 1; at < chain.size(); at++) {
            try {
                chain.get(at - 1).verify(chain.get(at).getPublicKey());
            } catch (GeneralSecurityException another) {
                throw new IOException(
                        certificate + ": " + named(chain.get(at - 1)) + " is not issued by the next certificate, "
                                + named(chain.get(at)),
                        another);
            }
        }
    }

    private static String named(X509Certificate one) {
        return one.getSubjectX500Principal().getName();
    }

    /** @throws IOException if the files can't be read as what they should be; the message is for an operator */
    SSLContext context() throws IOException {
        for (Path file : List.of(certificate, key)) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new IOException(file + " can't be read");
            }
        }
        X509Certificate first = chain().getFirst();
        String kind = first.getPublicKey().getAlgorithm();
        if (!TlsKeyFile.KINDS.contains(kind)) {
            throw new IOException(
                    certificate + ": the first certificate is of " + TlsKeyFile.named(kind) + TlsKeyFile.TAKEN);
        }
        new TlsKeyFile(key).check();
        try {
            SSLContext context = TlsProvider.server(new TlsKeyFile(key).key(), chain());
            if (!new TrialHandshake(context).succeeds()) {
                throw new IOException(key + " is not the key of the first certificate in " + certificate);
            }
            checkChain(Instant.now());
            return context;
        } catch (GeneralSecurityException | SSLException | IllegalArgumentException e) {
            throw new IOException("TLS can't be served with " + certificate + " and " + key, e);
        }
    }
}
