package org.openmfs.agent.peer.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.openmfs.agent.file.OwnerOnlyFile;
import org.openmfs.agent.identity.CredentialFiles;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.identity.RevocationLists;
import org.openmfs.agent.key.CfId;

/**
 * A folder, open to its owner alone, in which a test authority and the CFs that it named keep certificates and keys.
 *
 * <p>{@code authority.pem}, {@code authority.key.pem}, and for each CF {@code NAME.pem}, {@code NAME.key.pem} and the
 * same as PKCS #12 in {@code NAME.p12} under the password in {@code NAME.p12.password}; {@code revoked.pem} once something
 * was revoked. Who opens or changes the folder holds {@code .lock} meanwhile.
 */
public final class AuthorityFolder {
    private static final String AUTHORITY = "authority";
    private static final String REVOKED = "revoked";
    private static final List<String> ENDS = List.of(".pem", ".key.pem", ".p12", ".p12.password");
    private static final int PASSWORD_OCTETS = 24;

    private final Path folder;
    private final Provider provider = new BouncyCastleProvider();
    private final SecureRandom random;
    private final TestAuthority authority;

    /**
     * Opens the folder, or makes it and an authority in it.
     *
     * @throws IOException if files cannot be read or made, or half of an authority is there
     * @throws GeneralSecurityException if the files there do not hold an authority
     */
    public AuthorityFolder(Path folder, Clock clock, SecureRandom random) throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.random = random;
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (FolderLock held = FolderLock.take(folder)) {
            this.authority = storedOrNew(clock);
        }
    }

    /** Whether there is an authority, or half of one, in a folder; nothing is made. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(AUTHORITY + ".pem")) || Files.exists(folder.resolve(AUTHORITY + ".key.pem"));
    }

    private TestAuthority storedOrNew(Clock clock) throws IOException, GeneralSecurityException {
        Path certificate = certificateOf(AUTHORITY);
        Path key = file(AUTHORITY + ".key.pem");
        if (Files.exists(certificate) && Files.exists(key)) {
            return new TestAuthority(stored(), provider, clock, random);
        }
        requireMissing(key, certificate);
        requireMissing(certificate, key);
        TestAuthority fresh = TestAuthority.create(provider, clock, random);
        writePem(AUTHORITY, fresh.self());
        return fresh;
    }

    /** What half of an authority is left is not written over: identities may have been issued by it. */
    private static void requireMissing(Path file, Path missing) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(
                    missing + ": there is no such file, but " + file + " is there; put it back from a copy,"
                            + " or remove the other to have a new authority, which knows no identity of the old one");
        }
    }

    /** Whether a file of this CF is there already. */
    public boolean holds(CfId cf) {
        return ENDS.stream().anyMatch(end -> Files.exists(file(cf.name() + end)));
    }

    /**
     * Makes the files of a CF.
     *
     * @throws IllegalArgumentException if the CF would have the authority's file names
     * @throws IOException rather than write over a file
     */
    public Credentials.Pem issue(CfId cf) throws IOException, GeneralSecurityException {
        return issue(cf, TestAuthority.CF_LIFE);
    }

    /** As {@link #issue(CfId)}, good for so long. */
    public Credentials.Pem issue(CfId cf, Duration life) throws IOException, GeneralSecurityException {
        requireUsable(cf);
        try (FolderLock held = FolderLock.take(folder)) {
            if (holds(cf)) {
                throw new IOException(folder + " already has files of " + cf + "; nothing of it was made");
            }
            write(cf.name(), authority.issue(cf, life));
        }
        return pem(cf);
    }

    /** Makes the files of a CF anew and puts each in its place at once, so that whoever reads finds an old or a new one. */
    public Credentials.Pem renew(CfId cf, Duration life) throws IOException, GeneralSecurityException {
        requireUsable(cf);
        String beside = "." + cf.name() + ".renewed";
        try (FolderLock held = FolderLock.take(folder)) {
            for (String end : ENDS) {
                Files.deleteIfExists(file(beside + end));
            }
            write(beside, authority.issue(cf, life));
            for (String end : ENDS) {
                Files.move(file(beside + end), file(cf.name() + end), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return pem(cf);
    }

    /**
     * What the folder's list says of the certificates that CFs have now.
     *
     * @param since when each was revoked, in the order asked for
     * @param until when the list is to be renewed
     */
    public record Revoked(Path file, List<Instant> since, Instant until) {
        public Revoked {
            since = List.copyOf(since);
        }
    }

    /**
     * Revokes the certificates that CFs have now, in the folder's list; of no CF, renews the list. What was revoked stays
     * so.
     *
     * @param life how long the list is good
     * @throws IOException if a file cannot be read or is another authority's; nothing was revoked then
     */
    public Revoked revoke(List<CfId> cfs, Duration life) throws IOException, GeneralSecurityException {
        Path authorityFile = certificateOf(AUTHORITY);
        RevokedFile file = new RevokedFile(
                certificateOf(REVOKED),
                new RevocationLists.Authorities(
                        authorityFile, List.of(authority.self().certificate())),
                provider);
        try (FolderLock held = FolderLock.take(folder)) {
            List<X509Certificate> certificates = new ArrayList<>();
            for (CfId cf : cfs) {
                certificates.add(issued(certificateOf(cf.name())));
            }
            X509CRL list = file.add(authority, certificates, life);
            List<Instant> since = certificates.stream()
                    .map(certificate -> RevokedFile.since(list, certificate).orElseThrow())
                    .toList();
            return new Revoked(file.file(), since, list.getNextUpdate().toInstant());
        }
    }

    private X509Certificate issued(Path file) throws IOException {
        X509Certificate certificate =
                CredentialFiles.of(provider).certificates(file).getFirst();
        try {
            certificate.verify(authority.self().certificate().getPublicKey(), provider);
            return certificate;
        } catch (GeneralSecurityException another) {
            throw new IOException(
                    file + ": expected a certificate of the authority in " + certificateOf(AUTHORITY)
                            + ", found another's; nothing was revoked",
                    another);
        }
    }

    /** Until when the first certificate of a file is good. */
    public static Instant endOf(Path certificates) throws IOException, GeneralSecurityException {
        return CredentialFiles.of(new BouncyCastleProvider())
                .certificates(certificates)
                .getFirst()
                .getNotAfter()
                .toInstant();
    }

    /**
     * Refuses names whose files would be another's.
     *
     * @throws IllegalArgumentException if the CF would have the authority's file names or a key's
     */
    public static void requireUsable(CfId cf) {
        if (cf.name().equals(AUTHORITY)
                || cf.name().equals(REVOKED)
                || cf.name().endsWith(".key")) {
            throw new IllegalArgumentException("a CF of a test authority cannot be called " + cf);
        }
    }

    /** Where the CF's PEM files are. */
    public Credentials.Pem pem(CfId cf) {
        return new Credentials.Pem(certificateOf(cf.name()), file(cf.name() + ".key.pem"), certificateOf(AUTHORITY));
    }

    /** Where the CF's PKCS #12 files are. */
    public Credentials.Pkcs12 pkcs12(CfId cf) {
        return new Credentials.Pkcs12(
                file(cf.name() + ".p12"), file(cf.name() + ".p12.password"), certificateOf(AUTHORITY));
    }

    TestAuthority authority() {
        return authority;
    }

    void write(String name, TestAuthority.Identity identity) throws IOException, GeneralSecurityException {
        writePem(name, identity);
        byte[] secret = new byte[PASSWORD_OCTETS];
        random.nextBytes(secret);
        String password = HexFormat.of().formatHex(secret);
        writeSecret(name + ".p12.password", (password + "\n").getBytes(StandardCharsets.US_ASCII));
        writeSecret(name + ".p12", pkcs12(identity, password.toCharArray()));
    }

    private TestAuthority.Identity stored() throws IOException, GeneralSecurityException {
        CredentialFiles files = CredentialFiles.of(provider);
        Path file = certificateOf(AUTHORITY);
        X509Certificate certificate = files.certificates(file).getFirst();
        return new TestAuthority.Identity(
                certificate, files.privateKey(file(AUTHORITY + ".key.pem"), certificate, file));
    }

    private void writePem(String name, TestAuthority.Identity identity) throws IOException {
        writeSecret(name + ".key.pem", pem(new JcaPKCS8Generator(identity.key(), null)));
        OwnerOnlyFile.writeNew(certificateOf(name), pem(identity.certificate()));
        Files.setPosixFilePermissions(certificateOf(name), PosixFilePermissions.fromString("rw-r--r--"));
    }

    private byte[] pkcs12(TestAuthority.Identity identity, char[] password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12", provider);
        store.load(null, null);
        Certificate[] chain = {identity.certificate(), authority.self().certificate()};
        store.setKeyEntry("cf", identity.key(), password, chain);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        store.store(content, password);
        return content.toByteArray();
    }

    private static byte[] pem(Object content) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(content);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void writeSecret(String name, byte[] content) throws IOException {
        OwnerOnlyFile.writeNew(file(name), content);
    }

    private Path certificateOf(String name) {
        return file(name + ".pem");
    }

    private Path file(String name) {
        return folder.resolve(name);
    }
}
