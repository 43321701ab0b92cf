package org.openmfs.agent.peer.pki;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.openmfs.agent.file.OwnerOnlyFile;
import org.openmfs.agent.identity.RevocationLists;

/** The file in which a test authority says what it revoked: one list, replaced at once by the next. */
final class RevokedFile {
    private final Path file;
    private final RevocationLists.Authorities own;
    private final Provider provider;

    /** @param own the authority's certificate alone, and where it lies */
    RevokedFile(Path file, RevocationLists.Authorities own, Provider provider) {
        this.file = file;
        this.own = own;
        this.provider = provider;
    }

    Path file() {
        return file;
    }

    /**
     * Adds certificates to the list, or renews it where there are none; what was revoked stays so since when it was.
     *
     * @throws IOException rather than replace what is not the authority's own list
     */
    X509CRL add(TestAuthority authority, List<X509Certificate> certificates, Duration life)
            throws IOException, GeneralSecurityException {
        Optional<X509CRL> before = stored();
        List<X509Certificate> fresh = certificates.stream()
                .filter(certificate ->
                        before.flatMap(list -> since(list, certificate)).isEmpty())
                .toList();
        X509CRL after = authority.revoke(before, fresh, life);
        replace(after);
        return after;
    }

    /** When a list says that a certificate of its issuer was revoked. */
    static Optional<Instant> since(X509CRL list, X509Certificate certificate) {
        return Optional.ofNullable(list.getRevokedCertificate(certificate.getSerialNumber()))
                .map(entry -> entry.getRevocationDate().toInstant());
    }

    private Optional<X509CRL> stored() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<X509CRL> lists = RevocationLists.read(file, own, provider).lists();
        X509CRL first = lists.getFirst();
        boolean ours = first.getIssuerX500Principal()
                .equals(own.certificates().getFirst().getSubjectX500Principal());
        if (lists.size() != 1 || !ours) {
            throw new IOException(file + ": expected the one list of the authority in " + own.file()
                    + ", found another; nothing was revoked");
        }
        return Optional.of(first);
    }

    private void replace(X509CRL list) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(list);
        }
        Path beside = file.resolveSibling("." + file.getFileName() + ".renewed");
        Files.deleteIfExists(beside);
        OwnerOnlyFile.writeNew(beside, text.toString().getBytes(StandardCharsets.US_ASCII));
        Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
