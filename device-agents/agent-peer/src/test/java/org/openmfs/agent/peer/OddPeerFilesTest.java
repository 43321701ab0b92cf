package org.openmfs.agent.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.SoftAssertions;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.pki.AuthorityFolder;
import org.openmfs.agent.peer.pki.TestIdentities;
import org.openmfs.agent.peer.tls.PeerTls;

/** What somebody may put in the place of this CF's identity: one line that names the file, and the old one stays in use. */
final class OddPeerFilesTest {
    private static final CfId A = new CfId("cf-a");
    private static final CfId B = new CfId("cf-b");

    private final Provider provider = new BouncyCastleProvider();
    private AuthorityFolder authority;

    @BeforeEach
    void make(@TempDir Path folder) throws Exception {
        TestIdentities identities = new TestIdentities(folder);
        identities.of(A);
        identities.of(B);
        authority = new AuthorityFolder(folder, Clock.systemUTC(), new java.security.SecureRandom());
    }

    @Test
    void every_odd_PKCS12_store_is_one_line_and_the_identity_before_it_stays_in_use() throws Exception {
        Credentials.Pkcs12 files = authority.pkcs12(A);

        check(files, files.store(), stores(files));
    }

    @Test
    void every_odd_PEM_file_is_one_line_and_the_identity_before_it_stays_in_use() throws Exception {
        Credentials.Pem files = authority.pem(A);
        String key = Files.readString(files.key());
        String certificate = Files.readString(files.certificates());
        Map<String, byte[]> keys = odd(key);
        keys.put("two keys", octets(key + Files.readString(authority.pem(B).key())));
        keys.put("an encrypted key", octets(key.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY")));
        Map<String, byte[]> certificates = odd(certificate);
        certificates.put("a second one cut off", octets(certificate + certificate.substring(0, 500)));

        check(files, files.key(), keys);
        check(files, files.certificates(), certificates);
        check(files, files.authorities(), odd(Files.readString(files.authorities())));
    }

    private static Map<String, byte[]> odd(String good) {
        byte[] noise = new byte[3_000];
        new Random(4).nextBytes(noise);
        Map<String, byte[]> odd = new LinkedHashMap<>();
        odd.put("empty", new byte[0]);
        odd.put("text", octets("to be filled in\n"));
        odd.put("binary", noise);
        odd.put("cut off", octets(good.substring(0, good.length() / 2)));
        odd.put("cut off at the end", octets(good.substring(0, good.indexOf("-----END"))));
        odd.put("not base64", octets(good.replaceAll("\n[A-Za-z0-9]{8}", "\n!!!!!!!!")));
        odd.put("too large", new byte[1 << 19]);
        return odd;
    }

    private Map<String, byte[]> stores(Credentials.Pkcs12 files) throws Exception {
        char[] password = Files.readString(files.password()).strip().toCharArray();
        KeyStore good = KeyStore.getInstance("PKCS12", provider);
        good.load(Files.newInputStream(files.store()), password);
        PrivateKey key = (PrivateKey) good.getKey("cf", password);
        Certificate[] chain = good.getCertificateChain("cf");
        byte[] whole = Files.readAllBytes(files.store());
        Map<String, byte[]> odd = new LinkedHashMap<>();
        odd.put("empty file", new byte[0]);
        odd.put("cut off", Arrays.copyOf(whole, whole.length / 2));
        odd.put("text", octets("password\n"));
        odd.put("no entries", store(store -> {}, password));
        odd.put("another password", store(store -> store.setKeyEntry("cf", key, null, chain), "other".toCharArray()));
        odd.put("certificates alone", store(store -> store.setCertificateEntry("c", chain[0]), password));
        odd.put("a secret key alone", secretKeyAlone(password));
        odd.put(
                "two keys",
                store(
                        store -> {
                            store.setKeyEntry("one", key, null, chain);
                            store.setKeyEntry("two", key, null, chain);
                        },
                        password));
        odd.put("a key without certificates", keyAlone(key, password));
        return odd;
    }

    private interface Content {
        void addTo(KeyStore store) throws GeneralSecurityException;
    }

    private byte[] store(Content content, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12", provider);
        store.load(null, null);
        content.addTo(store);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        store.store(written, password);
        return written.toByteArray();
    }

    /** As the JDK writes it; BouncyCastle writes none. */
    private static byte[] secretKeyAlone(char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("secret", new SecretKeySpec(new byte[32], "AES"), password, null);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        store.store(written, password);
        return written.toByteArray();
    }

    private byte[] keyAlone(PrivateKey key, char[] password) throws Exception {
        PKCS12SafeBagBuilder bag = new PKCS12SafeBagBuilder(
                PrivateKeyInfo.getInstance(key.getEncoded()),
                new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                        .setProvider(provider)
                        .build(password));
        return new PKCS12PfxPduBuilder()
                .addData(bag.build())
                .build(new JcePKCS12MacCalculatorBuilder().setProvider(provider), password)
                .getEncoded();
    }

    private static void check(Credentials credentials, Path file, Map<String, byte[]> odd) throws Exception {
        SoftAssertions all = new SoftAssertions();
        PeerTls tls = new PeerTls(credentials, Clock.systemUTC());
        byte[] good = Files.readAllBytes(file);
        for (Map.Entry<String, byte[]> one : odd.entrySet()) {
            replace(file, one.getValue());
            all.assertThat(catchThrowable(tls::look))
                    .as("look at %s", one.getKey())
                    .isNull();
            all.assertThat(tls.self()).isEqualTo(A);
            Throwable refusal = catchThrowable(() -> new PeerTls(credentials, Clock.systemUTC()));
            all.assertThat(refusal)
                    .as("refusal of %s", one.getKey())
                    .isInstanceOfAny(IOException.class, GeneralSecurityException.class);
            all.assertThat(refusal == null ? "none" : String.valueOf(refusal.getMessage()))
                    .as("text of %s", one.getKey())
                    .contains(file.getFileName().toString())
                    .doesNotContain("\n", "Exception", "java.");
        }
        replace(file, good);
        all.assertAll();
        assertThat(new PeerTls(credentials, Clock.systemUTC()).self()).isEqualTo(A);
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path beside = file.resolveSibling("beside");
        Files.copy(file, beside, StandardCopyOption.COPY_ATTRIBUTES);
        Files.write(beside, content);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
