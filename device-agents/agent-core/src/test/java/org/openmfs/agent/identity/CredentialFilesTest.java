package org.openmfs.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of an identity's files, and what is said of files that hold something else. */
final class CredentialFilesTest {
    private static SmallAuthority root;
    private static SmallAuthority cf;

    @TempDir
    private Path folder;

    private final CredentialFiles reader = CredentialFiles.ofJdk();

    @BeforeAll
    static void issue() throws Exception {
        root = SmallAuthority.root("root");
        cf = root.below("cf-a", 6);
    }

    @Test
    void a_key_and_its_certificates_are_read_from_PEM() throws Exception {
        Credentials.Pem files = pem(certificates(cf.certificate(), root.certificate()), key(cf.key()));
        IdentityFiles read = reader.own(files).files();

        assertThat(read.chain()).containsExactly(cf.certificate(), root.certificate());
        assertThat(read.key()).isEqualTo(cf.key());
        assertThat(read.keyFile()).isEqualTo(files.key());
        assertThat(files.files()).containsExactly(files.certificates(), files.key(), files.authorities());
    }

    @Test
    void a_provider_that_is_named_reads_them_too() throws Exception {
        CredentialFiles named = CredentialFiles.of(SmallAuthority.PROVIDER);
        Credentials.Pem files = pem(certificates(cf.certificate()), key(cf.key()));

        assertThat(named.certificates(files.certificates())).containsExactly(cf.certificate());
        assertThat(named.privateKey(files.key(), cf.certificate(), files.certificates()))
                .isEqualTo(cf.key());
    }

    @Test
    void its_store_opens_with_its_password_and_holds_the_key_with_its_chain() throws Exception {
        CredentialFiles.OwnKey own = reader.own(pem(certificates(cf.certificate()), key(cf.key())));

        assertThat(own.store().size()).isEqualTo(1);
        assertThat(own.password()).isEmpty();
        String alias = own.store().aliases().nextElement();
        assertThat(own.store().getKey(alias, own.password())).isEqualTo(cf.key());
        assertThat(own.store().getCertificateChain(alias)).containsExactly(cf.certificate());
    }

    @Test
    void authorities_are_all_in_one_store() throws Exception {
        KeyStore store = reader.trusted(file("ca.pem", certificates(root.certificate(), cf.certificate())));

        assertThat(store.size()).isEqualTo(2);
        assertThat(store.getCertificateAlias(root.certificate())).isNotNull();
        assertThat(store.getCertificateAlias(cf.certificate())).isNotNull();
    }

    @Test
    void a_file_without_whole_certificates_is_named() throws Exception {
        String whole = certificates(cf.certificate());
        refused(file("none.pem", "nothing"), "expected certificates in PEM, found none");
        refused(
                file("cut.pem", whole.substring(0, whole.length() - 40)),
                "expected whole certificates in PEM, found a damaged one");
        refused(
                file("odd.pem", block("CERTIFICATE", new byte[] {1, 2, 3})),
                "expected certificates in PEM, found what is none");
    }

    private void refused(Path file, String why) {
        assertThatIOException().isThrownBy(() -> reader.certificates(file)).withMessageStartingWith(file + ": " + why);
    }

    @Test
    void a_file_without_one_key_of_the_right_kind_is_named() throws Exception {
        noKey("nothing", "expected an unencrypted PKCS #8 private key in PEM");
        noKey(key(cf.key()) + key(root.key()), "expected one private key, found 2");
        noKey(block("PRIVATE KEY", new byte[] {1, 2, 3}), "expected a private key of the kind ML-DSA");
    }

    private void noKey(String content, String why) throws Exception {
        Credentials.Pem files = pem(certificates(cf.certificate()), content);
        assertThatIOException()
                .isThrownBy(() -> reader.own(files))
                .withMessageStartingWith(files.key() + ": " + why)
                .withNoCause();
    }

    @Test
    void a_key_and_its_certificates_are_read_from_PKCS_12() throws Exception {
        Credentials.Pkcs12 files = pkcs12(store(1), "secret");
        IdentityFiles read = reader.own(files).files();

        assertThat(read.chain()).startsWith(cf.certificate());
        assertThat(read.key()).isEqualTo(cf.key());
        assertThat(files.files()).containsExactly(files.store(), files.password(), files.authorities());
    }

    @Test
    void a_store_with_another_password_or_another_number_of_keys_is_named() throws Exception {
        Credentials.Pkcs12 locked = pkcs12(store(1), "wrong");
        assertThatIOException()
                .isThrownBy(() -> reader.own(locked))
                .withMessage(locked.store() + ": expected a PKCS #12 store that opens with the password in "
                        + locked.password())
                .withNoCause();
        for (int keys : new int[] {0, 2}) {
            Credentials.Pkcs12 unfit = pkcs12(store(keys), "secret");
            assertThatIOException()
                    .isThrownBy(() -> reader.own(unfit))
                    .withMessage(unfit.store() + ": expected one private key, found " + keys + " keys");
        }
    }

    private static byte[] store(int keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", root.certificate());
        for (int i = 0; i < keys; i++) {
            store.setKeyEntry("key-" + i, cf.key(), "secret".toCharArray(), new Certificate[] {cf.certificate()});
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, "secret".toCharArray());
        return out.toByteArray();
    }

    private Credentials.Pkcs12 pkcs12(byte[] store, String password) throws Exception {
        Path file = Files.write(folder.resolve("cf.p12"), store);
        closed(file);
        Path secret = file("cf.password", password + "\n");
        closed(secret);
        return new Credentials.Pkcs12(file, secret, folder.resolve("ca.pem"));
    }

    private Credentials.Pem pem(String certificates, String key) throws Exception {
        Path secret = file("cf.key", key);
        closed(secret);
        return new Credentials.Pem(file("cf.pem", certificates), secret, folder.resolve("ca.pem"));
    }

    private static void closed(Path file) throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private Path file(String name, String content) throws Exception {
        return Files.writeString(folder.resolve(name), content);
    }

    private static String certificates(X509Certificate... chain) throws Exception {
        StringBuilder text = new StringBuilder();
        for (X509Certificate one : chain) {
            text.append(block("CERTIFICATE", one.getEncoded()));
        }
        return text.toString();
    }

    private static String key(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    private static String block(String label, byte[] content) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }
}
