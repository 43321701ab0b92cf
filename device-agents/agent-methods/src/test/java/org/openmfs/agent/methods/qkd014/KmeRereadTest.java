package org.openmfs.agent.methods.qkd014;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.identity.CertificateLife;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.method.MethodFailure;

/** The credential for a KME is replaced while the method is in use. */
@Timeout(60)
final class KmeRereadTest {
    private Path folder;
    private QkdSite site;

    @BeforeEach
    void start(@TempDir Path given) throws IOException {
        folder = given;
        site = new QkdSite(Files.createDirectory(given.resolve("site")));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void a_new_credential_is_used_once_certificate_and_key_fit() throws Exception {
        KmeTestFiles strangers = new KmeTestFiles(Files.createDirectory(folder.resolve("strangers")));
        Credentials.Pem foreign = strangers.pem(strangers.sae(QkdSite.SAE_A));
        Credentials.Pem fresh = site.files.pem(site.files.sae(QkdSite.SAE_A));
        Qkd014 method = method(new Credentials.Pem(foreign.certificates(), foreign.key(), site.files.authorities()));
        assertThat(failureOf(method)).hasMessageContaining("the KME refuses our certificate");

        assertThat(method.look()).isFalse();
        replace(fresh.certificates(), foreign.certificates());
        assertThat(method.look()).isFalse();
        assertThat(failureOf(method)).hasMessageContaining("the KME refuses our certificate");
        replace(fresh.key(), foreign.key());
        assertThat(method.look()).isTrue();

        assertThat(method.status(QkdSite.CF_B).storedKeys()).isEqualTo(1000);
    }

    @Test
    void a_new_PKCS12_store_with_another_password_is_used() throws Exception {
        KmeTestFiles strangers = new KmeTestFiles(Files.createDirectory(folder.resolve("strangers")));
        Credentials.Pkcs12 foreign = strangers.pkcs12(strangers.sae(QkdSite.SAE_A));
        Credentials.Pkcs12 fresh = site.files.pkcs12(site.files.sae(QkdSite.SAE_A));
        Qkd014 method = method(new Credentials.Pkcs12(foreign.store(), foreign.password(), site.files.authorities()));

        replace(fresh.store(), foreign.store());
        replace(fresh.password(), foreign.password());
        method.look();

        assertThat(method.status(QkdSite.CF_B).storedKeys()).isEqualTo(1000);
    }

    @Test
    void it_is_told_how_long_its_certificates_last() throws Exception {
        Credentials.Pem ours = site.files.pem(site.files.sae(QkdSite.SAE_A));

        assertThat(method(ours).lives()).extracting(CertificateLife::file).contains(ours.certificates());
    }

    private Qkd014 method(Credentials credentials) throws Exception {
        return site.open(site.settings(QkdSite.SAE_A, QkdSite.AMPLE), credentials, KmeIdentity.hostOfUri());
    }

    private static void replace(Path by, Path file) throws IOException {
        Path beside = file.resolveSibling("beside");
        Files.copy(by, beside, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static MethodFailure failureOf(Qkd014 method) {
        MethodFailure failure = catchThrowableOfType(MethodFailure.class, () -> method.status(QkdSite.CF_B));
        assertThat(failure).isNotNull();
        return failure;
    }
}
