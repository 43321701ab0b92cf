package org.openmfs.agent.netconf.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an agent's file names its credentials, and the KME by what the KME's certificate carries. */
final class CredentialMembersTest {
    @TempDir
    Path folder;

    private SampleFile file;

    @BeforeEach
    void write() throws Exception {
        file = new SampleFile(folder);
        secret("sae-a.p12");
        secret("sae-a.password");
    }

    private Path secret(String name) throws Exception {
        Path made = Files.writeString(folder.resolve(name), "");
        return Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"peering", "kme"})
    void a_PKCS12_store_stands_in_place_of_certificates_and_key(String of) throws Exception {
        store(of);

        assertThat(file.faults()).isEmpty();
        String read = of.equals("kme")
                ? file.read().kme().orElseThrow().toString()
                : file.read().peering().toString();
        assertThat(read).contains("Pkcs12[store=" + folder.resolve("sae-a.p12"), "sae-a.password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"peering", "kme"})
    void a_store_needs_its_password_file_and_no_certificates_or_key_beside_it(String of) throws Exception {
        store(of).remove(of + ".keystore-password-file");
        assertThat(file.faults()).containsExactly(of + ".keystore-password-file: expected a path, but it is missing");

        file.reset();
        file.set(of + ".keystore", "sae-a.p12").set(of + ".keystore-password-file", "sae-a.password");
        assertThat(file.faults())
                .containsExactly(
                        of + ".certificates: expected none beside keystore, which holds certificates and key",
                        of + ".key: expected none beside keystore, which holds certificates and key");

        file.reset();
        file.set(of + ".keystore-password-file", "sae-a.password");
        assertThat(file.faults()).containsExactly(of + ".keystore: expected a path, but it is missing");
    }

    @Test
    void a_store_that_others_may_read_is_refused() throws Exception {
        Files.setPosixFilePermissions(folder.resolve("sae-a.p12"), PosixFilePermissions.fromString("rw-r-----"));

        assertThat(store("kme").faults())
                .containsExactly("kme.keystore: expected a file of mode rw-------, not rw-r----- as "
                        + folder.resolve("sae-a.p12"));
    }

    /** As a container's secrets are mounted. */
    @Test
    void a_key_behind_a_link_is_taken_and_the_mode_of_its_target_counts() throws Exception {
        Path target = secret("data-1");
        Files.createSymbolicLink(folder.resolve("linked.key.pem"), target);
        file.set("kme.key", "linked.key.pem");

        assertThat(file.faults()).isEmpty();

        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(file.faults()).singleElement().asString().contains("kme.key: expected a file of mode rw-------");
    }

    @ParameterizedTest
    @CsvSource({
        "urn:example:kme:kme-1, SAN_URI, urn:example:kme:kme-1",
        "https://kme-1.example/kme, SAN_URI, https://kme-1.example/kme",
        "kme-1.example, SAN_DNS, kme-1.example",
        "kme-1, SAN_DNS, kme-1",
        "CN=KME 1, SUBJECT_CN, KME 1"
    })
    void a_KME_is_known_by_the_name_that_its_certificate_carries(String name, String kind, String value)
            throws Exception {
        file.set("kme.name", name);

        assertThat(file.faults()).isEmpty();
        assertThat(file.read().kme().orElseThrow().toString())
                .contains("KmeIdentity[kind=" + kind + ", value=" + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CN=", "CN= ", "kme 1", "-kme", "urn:", "https://", "kme..example", "kme_1/x"})
    void a_name_that_no_certificate_carries_is_refused(String name) throws Exception {
        assertThat(file.set("kme.name", name).faults())
                .singleElement()
                .asString()
                .startsWith("kme.name: expected a URI, a DNS name, or CN= and a common name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1:8443/kme1", "https://127.0.0.1:8443/kme1/", "https://kme.example/a/b"})
    void a_KME_may_be_below_a_path(String uri) throws Exception {
        assertThat(file.set("kme.uri", uri).faults()).isEmpty();
    }

    @Test
    void revocation_lists_are_a_file_that_is_there_or_none() throws Exception {
        assertThat(file.read().peering().revocationLists()).contains(folder.resolve("revoked.pem"));
        assertThat(file.set("peering.revocation-lists", "nowhere.pem").faults())
                .containsExactly(
                        "peering.revocation-lists: expected a file, but there is no " + folder.resolve("nowhere.pem"));
        assertThat(file.remove("peering.revocation-lists").read().peering().revocationLists())
                .isEmpty();
    }

    private SampleFile store(String of) {
        return file.set(of + ".keystore", "sae-a.p12")
                .set(of + ".keystore-password-file", "sae-a.password")
                .remove(of + ".certificates")
                .remove(of + ".key");
    }
}
