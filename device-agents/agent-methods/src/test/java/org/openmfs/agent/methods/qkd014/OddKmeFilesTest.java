package org.openmfs.agent.methods.qkd014;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.identity.Credentials;

/** What somebody may put in the place of a KME credential: one line that names the file, and the old one stays in use. */
@Timeout(60)
final class OddKmeFilesTest {
    private QkdSite site;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        site = new QkdSite(Files.createDirectory(folder.resolve("site")));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void every_odd_PKCS12_store_is_one_line_and_the_credential_before_it_stays_in_use() throws Exception {
        KmeTestFiles.Party sae = site.files.sae(QkdSite.SAE_A);
        Credentials.Pkcs12 files = site.files.pkcs12(sae);

        check(files, files.store(), new OddStores(sae, KmeTestFiles.password()).all());
    }

    @Test
    void every_odd_password_file_is_one_line_and_the_credential_before_it_stays_in_use() throws Exception {
        Credentials.Pkcs12 files = site.files.pkcs12(site.files.sae(QkdSite.SAE_A));
        Map<String, byte[]> odd = new LinkedHashMap<>();
        odd.put("empty", new byte[0]);
        odd.put("an empty line", new byte[] {'\n'});
        odd.put("binary", new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2});

        for (Map.Entry<String, byte[]> one : odd.entrySet()) {
            Credentials.Pkcs12 named = new Credentials.Pkcs12(files.store(), files.password(), files.authorities());
            check(named, files.password(), Map.of(one.getKey(), one.getValue()));
        }
    }

    @Test
    void every_odd_PEM_file_is_one_line_and_the_credential_before_it_stays_in_use() throws Exception {
        Credentials.Pem files = site.files.pem(site.files.sae(QkdSite.SAE_A));
        Credentials.Pem other = site.files.pem(site.files.sae(QkdSite.SAE_B));

        check(files, files.key(), OddPem.keys(Files.readString(files.key()), Files.readString(other.key())));
        check(files, files.certificates(), OddPem.certificates(Files.readString(files.certificates())));
        check(files, files.authorities(), OddPem.certificates(Files.readString(files.authorities())));
    }

    private void check(Credentials credentials, Path file, Map<String, byte[]> odd) throws Exception {
        SoftAssertions all = new SoftAssertions();
        Qkd014 method = site.open(site.settings(QkdSite.SAE_A, QkdSite.AMPLE), credentials, KmeIdentity.hostOfUri());
        byte[] good = Files.readAllBytes(file);
        for (Map.Entry<String, byte[]> one : odd.entrySet()) {
            replace(file, one.getValue());
            all.assertThat(catchThrowable(method::look))
                    .as("look at %s", one.getKey())
                    .isNull();
            all.assertThat(method.status(QkdSite.CF_B).storedKeys())
                    .as(one.getKey())
                    .isEqualTo(1000);
            Throwable refusal = catchThrowable(() -> Qkd014.check(
                    new Qkd014.Acquaintance(credentials, KmeIdentity.hostOfUri(), InstantSource.system())));
            all.assertThat(refusal)
                    .as("refusal of %s", one.getKey())
                    .isInstanceOfAny(IOException.class, GeneralSecurityException.class);
            all.assertThat(String.valueOf(refusal == null ? "none" : refusal.getMessage()))
                    .as("text of %s", one.getKey())
                    .contains(file.getFileName().toString())
                    .doesNotContain("\n", "Exception", "java.");
        }
        replace(file, good);
        all.assertAll();
        assertThat(method.status(QkdSite.CF_B).storedKeys()).isEqualTo(1000);
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path beside = file.resolveSibling("beside");
        Files.copy(file, beside, StandardCopyOption.COPY_ATTRIBUTES);
        Files.write(beside, content);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
