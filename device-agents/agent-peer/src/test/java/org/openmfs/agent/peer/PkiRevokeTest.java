package org.openmfs.agent.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Provider;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.bouncycastle.cert.jcajce.JcaX509CRLHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.identity.CredentialFiles;
import org.openmfs.agent.identity.RevocationLists;
import org.openmfs.agent.peer.pki.TestIdentities;

/** {@code ./mfs pki DIR --revoke NAME}. */
@Timeout(60)
final class PkiRevokeTest {
    private static final Provider PROVIDER = new BouncyCastleProvider();
    private static final String NOVEMBER = "2026-11-28T12:00:00Z";
    private static final String DECEMBER = "2026-12-02T12:00:00Z";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static Path three;

    @TempDir
    Path parent;

    private Path folder;
    private Path lists;

    @BeforeAll
    static void makeThree(@TempDir Path made) {
        three = made.resolve("pki");
        assertThat(new PkiRevokeTest().run(three, NOVEMBER, "cf-a", "cf-b", "cf-c"))
                .isZero();
    }

    @BeforeEach
    void copyThree() {
        folder = parent.resolve("pki");
        lists = folder.resolve("revoked.pem");
        TestIdentities.copy(three, folder);
    }

    private int run(String time, String... arguments) {
        return run(folder, time, arguments);
    }

    private int run(Path where, String time, String... arguments) {
        PkiMain pki = new PkiMain(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
        return pki.run(
                Stream.concat(Stream.of(where.toString()), Stream.of(arguments)).toArray(String[]::new));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8).lines().reduce("", (before, line) -> line);
    }

    private String certificate(String name) {
        return "urn:mfs:cf:" + name + "  certificate " + folder.resolve(name + ".pem");
    }

    @Test
    void a_revoked_identity_is_on_a_list_that_everybody_may_read_and_the_authority_signed() throws Exception {
        assertThat(run(NOVEMBER, "--revoke", "cf-b")).describedAs(said()).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8).lines().toList())
                .endsWith(
                        certificate("cf-b") + "  revoked on " + NOVEMBER,
                        "revocation list  " + lists + "  until 2026-12-28T12:00:00Z");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lists)))
                .isEqualTo("rw-r--r--");
        assertThat(list().getSigAlgOID()).describedAs("ML-DSA-87").isEqualTo("2.16.840.1.101.3.4.3.19");
        assertThat(revoked()).isEqualTo(Map.of("cf-b", Instant.parse(NOVEMBER)));
    }

    @Test
    void the_list_grows_and_what_was_revoked_stays_so_since_when_it_was() throws Exception {
        run(NOVEMBER, "--revoke", "cf-b");

        assertThat(run(DECEMBER, "cf-c", "cf-b", "--revoke", "--days", "7")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8).lines().toList())
                .endsWith(
                        certificate("cf-c") + "  revoked on " + DECEMBER,
                        certificate("cf-b") + "  revoked on " + NOVEMBER,
                        "revocation list  " + lists + "  until 2026-12-09T12:00:00Z");
        assertThat(revoked()).isEqualTo(Map.of("cf-b", Instant.parse(NOVEMBER), "cf-c", Instant.parse(DECEMBER)));
    }

    @Test
    void a_renewed_identity_is_good_and_stays_so_when_the_list_is_renewed() throws Exception {
        run(NOVEMBER, "--revoke", "cf-b", "cf-c");
        assertThat(run(NOVEMBER, "--renew", "cf-b")).isZero();
        assertThat(revoked()).containsOnlyKeys("cf-c");

        assertThat(run(DECEMBER, "--revoke")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .last()
                .isEqualTo("revocation list  " + lists + "  until 2027-01-01T12:00:00Z");
        assertThat(revoked()).containsOnlyKeys("cf-c");
        assertThat(list().getThisUpdate().toInstant()).isEqualTo(DECEMBER);
        assertThat(new JcaX509CRLHolder(list())
                        .getExtension(org.bouncycastle.asn1.x509.Extension.cRLNumber)
                        .getParsedValue())
                .hasToString("2");
    }

    @Test
    void who_is_not_there_is_not_revoked_nor_anybody_with_him() {
        assertThat(run(NOVEMBER, "--revoke", "cf-a", "nobody", "nowhere")).isEqualTo(1);
        assertThat(said()).isEqualTo("pki: " + folder + " has no files of nobody, nowhere; nothing was revoked");
        assertThat(lists).doesNotExist();
    }

    @Test
    void without_an_authority_nothing_is_revoked_and_none_is_made() {
        Path none = parent.resolve("none");

        assertThat(run(none, NOVEMBER, "--revoke", "cf-a")).isEqualTo(1);
        assertThat(said()).isEqualTo("pki: " + none + ": holds no authority; nothing was revoked or made");
        assertThat(none).doesNotExist();
    }

    @Test
    void another_authoritys_certificate_is_not_revoked() throws Exception {
        Path other = parent.resolve("other");
        assertThat(run(other, NOVEMBER, "cf-a")).isZero();
        Files.copy(other.resolve("cf-a.pem"), folder.resolve("cf-a.pem"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(run(NOVEMBER, "--revoke", "cf-a")).isEqualTo(1);

        assertThat(said())
                .isEqualTo("pki: " + folder.resolve("cf-a.pem") + ": expected a certificate of the authority in "
                        + folder.resolve("authority.pem") + ", found another's; nothing was revoked");
        assertThat(lists).doesNotExist();
    }

    @Test
    void a_list_that_is_not_the_authoritys_own_one_is_not_written_over() throws Exception {
        Path other = parent.resolve("other");
        assertThat(run(other, NOVEMBER, "cf-a")).isZero();
        assertThat(run(other, NOVEMBER, "--revoke")).isZero();
        assertThat(run(NOVEMBER, "--revoke")).isZero();
        String own = Files.readString(lists);
        String anothers = Files.readString(other.resolve("revoked.pem"));

        for (String content : List.of("hello", own + own, own.substring(0, 500), anothers)) {
            Files.writeString(lists, content);
            assertThat(run(NOVEMBER, "--revoke", "cf-a")).isEqualTo(1);
            assertThat(said()).startsWith("pki: " + lists + ": ").contains("expected ");
            assertThat(lists).hasContent(content);
        }
    }

    @Test
    void several_at_once_are_all_on_the_list() throws Exception {
        List<String> names = List.of("cf-a", "cf-b", "cf-c");
        CyclicBarrier start = new CyclicBarrier(names.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(names.size())) {
            List<Future<Integer>> all = names.stream()
                    .map(name -> threads.submit(() -> {
                        start.await();
                        return run(NOVEMBER, "--revoke", name);
                    }))
                    .toList();
            for (Future<Integer> one : all) {
                assertThat(one.get()).isZero();
            }
        }

        assertThat(revoked()).containsOnlyKeys("cf-a", "cf-b", "cf-c");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.contains("renewed"));
        }
    }

    private RevocationLists read() throws IOException {
        Path authority = folder.resolve("authority.pem");
        return RevocationLists.read(
                lists,
                new RevocationLists.Authorities(
                        authority, CredentialFiles.of(PROVIDER).certificates(authority)),
                PROVIDER);
    }

    private X509CRL list() throws IOException {
        assertThat(read().lists()).hasSize(1);
        return read().lists().getFirst();
    }

    private Map<String, Instant> revoked() throws IOException {
        CredentialFiles files = CredentialFiles.of(PROVIDER);
        List<X509Certificate> authorities = files.certificates(folder.resolve("authority.pem"));
        Map<String, Instant> revoked = new TreeMap<>();
        for (String name : List.of("cf-a", "cf-b", "cf-c")) {
            read().in(files.certificates(folder.resolve(name + ".pem")), authorities)
                    .ifPresent(one -> revoked.put(name, one.on()));
        }
        return revoked;
    }
}
