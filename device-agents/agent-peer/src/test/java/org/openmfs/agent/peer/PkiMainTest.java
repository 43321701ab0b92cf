package org.openmfs.agent.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.tls.PeerTls;
import org.openmfs.agent.peer.tls.RawTls;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PkiMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PkiMain pki = new PkiMain(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Clock.systemUTC());
    private Path folder;

    @BeforeAll
    void makeTwo(@TempDir Path parent) {
        folder = parent.resolve("pki");
        assertThat(pki.run(folder.toString(), "cf-a", "cf-b"))
                .describedAs(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("urn:mfs:cf:cf-a")
                .contains("urn:mfs:cf:cf-b")
                .contains("authority.pem");
    }

    @Test
    void an_authority_and_two_identities_are_made_with_keys_for_the_owner_alone() throws IOException {
        assertThat(modes("authority", "cf-a", "cf-b"))
                .containsOnlyKeys(
                        "authority.pem",
                        "authority.key.pem",
                        "cf-a.pem",
                        "cf-a.key.pem",
                        "cf-a.p12",
                        "cf-a.p12.password",
                        "cf-b.pem",
                        "cf-b.key.pem",
                        "cf-b.p12",
                        "cf-b.p12.password")
                .allSatisfy((name, mode) -> {
                    if (!name.matches("[a-z-]+\\.pem")) {
                        assertThat(mode).describedAs(name).isEqualTo("rw-------");
                    }
                });
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void what_was_made_is_an_identity_in_PEM_and_in_PKCS12() throws Exception {
        assertThat(new PeerTls(pem("cf-a"), Clock.systemUTC()).self()).isEqualTo(new CfId("cf-a"));
        assertThat(new PeerTls(pkcs12("cf-b"), Clock.systemUTC()).self()).isEqualTo(new CfId("cf-b"));
    }

    @Test
    void an_identity_made_later_is_of_the_same_authority() throws Exception {
        assertThat(pki.run(folder.toString(), "later")).isZero();

        try (GrpcPeerLink link = listening("later", "cf-a")) {
            assertThat(new RawTls().as(pkcs12("cf-a")).refusal(link.port(), pem("cf-a")))
                    .isEmpty();
        }
    }

    @Test
    void nothing_is_written_over() throws IOException {
        Map<String, String> before = contents();

        assertThat(pki.run(folder.toString(), "new-one", "cf-a")).isEqualTo(1);

        assertThat(err.toString()).contains("already has files of cf-a; nothing was made");
        assertThat(contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "DIR",
                "DIR --renew",
                "DIR --renew --revoke a",
                "DIR --revoke revoked",
                "DIR revoked",
                "--revoke",
                "DIR --revoke a a",
                "DIR -x",
                "DIR - a",
                "DIR -5 a",
                "DIR --renw a",
                "DIR --renew=yes a",
                "DIR a --days",
                "DIR a --days -5",
                "DIR a a",
                "DIR authority",
                "DIR x.key",
                "DIR a/b",
                "DIR --renew a --renew",
                "DIR --days 3 a --days 3",
                "DIR a --days --renew",
                "DIR a --days EMPTY",
                "DIR a b?",
                "EMPTY a",
                "DIR EMPTY"
            })
    void a_wrong_call_is_one_line_that_shows_how_to_call_and_makes_nothing(String arguments) {
        Path none = folder.resolveSibling("none");
        String[] words = Stream.of(arguments.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.equals("DIR") ? none.toString() : word.replace("EMPTY", ""))
                .toArray(String[]::new);

        err.reset();

        assertThat(pki.run(words)).isEqualTo(2);

        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("pki: ")
                .endsWith("; usage: ./mfs pki DIR [--days N] [--renew | --revoke] NAME...");
        assertThat(none).doesNotExist();
    }

    @Test
    void help_and_version_are_no_error_and_a_mistyped_option_suggests_the_nearest() {
        assertThat(pki.run("--help")).isZero();
        assertThat(out.toString()).contains(PkiMain.USAGE).contains("--version");
        assertThat(pki.run("--version")).isZero();
        assertThat(out.toString().lines()).last().asString().startsWith("pki ");
        assertThat(pki.run("--hepl")).isEqualTo(2);
        assertThat(err.toString()).contains("pki: there is no option --hepl; did you mean --help?");
    }

    @Test
    void a_folder_that_cannot_be_had_is_named_in_one_line(@TempDir Path parent) throws IOException {
        Path file = Files.createFile(parent.resolve("file"));

        assertThat(pki.run(file.toString(), "cf-a")).isEqualTo(1);
        assertThat(err.toString().lines()).last().isEqualTo("pki: " + file + ": is not a folder");
        assertThat(pki.run(file.resolve("below").toString(), "cf-a")).isEqualTo(1);
        assertThat(err.toString().lines())
                .last()
                .asString()
                .startsWith("pki: " + file)
                .endsWith(": is not a folder");
    }

    @Test
    void what_is_made_is_told_with_its_end_which_can_be_chosen(@TempDir Path parent) throws Exception {
        Path other = parent.resolve("short");
        Instant now = Instant.parse("2026-11-28T12:00:00Z");
        PkiMain then = at(now);

        assertThat(then.run(other.toString(), "--days", "10", "cf-a")).isZero();
        assertThat(out.toString())
                .contains("cf-a.pem", "until 2026-12-08T12:00:00Z", "authority.pem  until 2036-11-25");
        assertThat(then.run(other.toString(), "cf-b")).isZero();
        assertThat(out.toString()).contains("until 2027-12-30T12:00:00Z");
    }

    @Test
    void an_identity_is_renewed_in_place_with_a_new_key_of_the_same_authority() throws Exception {
        assertThat(pki.run(folder.toString(), "again", "--days", "2")).isZero();
        Map<String, String> before = contents();
        Map<String, String> modesBefore = modes("again");

        assertThat(pki.run(folder.toString(), "--renew", "again"))
                .describedAs(err.toString())
                .isZero();

        Map<String, String> after = contents();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after.keySet().stream().filter(name -> !after.get(name).equals(before.get(name))))
                .containsExactlyInAnyOrder("again.pem", "again.key.pem", "again.p12", "again.p12.password");
        assertThat(new PeerTls(pem("again"), Clock.systemUTC()).self()).isEqualTo(new CfId("again"));
        assertThat(new PeerTls(pkcs12("again"), Clock.systemUTC()).self()).isEqualTo(new CfId("again"));
        assertThat(modes("again")).isEqualTo(modesBefore);
    }

    @Test
    void what_is_not_there_is_not_renewed() throws IOException {
        Map<String, String> before = contents();

        assertThat(pki.run(folder.toString(), "--renew", "cf-a", "nobody")).isEqualTo(1);

        assertThat(err.toString()).contains("has no files of nobody; nothing was renewed");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void a_renewal_never_makes_an_authority_and_leaves_nothing() throws IOException {
        Path none = folder.resolve("never-made");
        Path empty = Files.createDirectory(folder.resolve("empty"));

        for (Path where : List.of(none, none.resolve("below"), empty)) {
            assertThat(pki.run(where.toString(), "cf-a", "--renew")).isEqualTo(1);
            assertThat(err.toString().lines())
                    .last()
                    .isEqualTo("pki: " + where + ": holds no authority; nothing was renewed or made");
        }
        assertThat(none).doesNotExist();
        assertThat(empty).isEmptyDirectory();
        Files.delete(empty);
    }

    @Test
    void names_are_told_as_names_and_not_as_a_list_of_a_programming_language() {
        assertThat(pki.run(folder.toString(), "--renew", "nobody", "nowhere")).isEqualTo(1);
        assertThat(err.toString().lines()).last().asString().contains("has no files of nobody, nowhere; nothing");
        assertThat(pki.run(folder.toString(), "twin-a", "twin-b")).isZero();
        assertThat(pki.run(folder.toString(), "twin-a", "twin-b")).isEqualTo(1);
        assertThat(err.toString().lines()).last().asString().contains("already has files of twin-a, twin-b; nothing");
    }

    @Test
    void an_option_given_twice_and_one_without_its_value_are_told_as_that() {
        assertThat(pki.run(folder.toString(), "--days", "3", "again-a", "--days", "4"))
                .isEqualTo(2);
        assertThat(err.toString().lines()).last().asString().startsWith("pki: --days: given twice; usage: ./mfs pki");
        assertThat(pki.run(folder.toString(), "--days", "", "again-a")).isEqualTo(2);
        assertThat(err.toString().lines()).last().asString().startsWith("pki: --days needs a value; usage: ./mfs pki");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "4000", "1e3", "99999999999"})
    void a_wrong_number_of_days_is_told(String days) {
        assertThat(pki.run(folder.toString(), "fresh", "--days", days)).isEqualTo(2);

        assertThat(err.toString()).contains("pki: --days: expected a whole number 1..3650, not '" + days + "'");
    }

    private PkiMain at(Instant now) {
        return new PkiMain(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Clock.fixed(now, java.time.ZoneOffset.UTC));
    }

    @Test
    void a_private_key_that_others_may_read_is_not_used() throws Exception {
        assertThat(pki.run(folder.toString(), "open")).isZero();
        Files.setPosixFilePermissions(folder.resolve("open.key.pem"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> new PeerTls(pem("open"), Clock.systemUTC()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("must have mode rw-------");
    }

    @Test
    void an_expired_identity_is_refused(@TempDir Path parent) throws Exception {
        Path old = parent.resolve("old");
        Clock past = Clock.fixed(Instant.now().minusSeconds(400L * 86_400), java.time.ZoneOffset.UTC);
        assertThat(new PkiMain(new PrintStream(out), new PrintStream(err), past).run(old.toString(), "cf-x"))
                .isZero();
        Credentials.Pem expired =
                new Credentials.Pem(old.resolve("cf-x.pem"), old.resolve("cf-x.key.pem"), old.resolve("authority.pem"));
        assertThat(pki.run(old.toString(), "cf-y")).isZero();
        Credentials.Pem fresh =
                new Credentials.Pem(old.resolve("cf-y.pem"), old.resolve("cf-y.key.pem"), old.resolve("authority.pem"));

        try (GrpcPeerLink link = listening(new PeerTls(fresh, Clock.systemUTC()), "cf-x")) {
            assertThat(new RawTls().as(expired).refusal(link.port(), fresh)).isPresent();
        }
    }

    private GrpcPeerLink listening(String self, String peer) throws Exception {
        return listening(new PeerTls(pem(self), Clock.systemUTC()), peer);
    }

    private static GrpcPeerLink listening(PeerTls tls, String peer) throws IOException {
        GrpcPeerLink link = new GrpcPeerLink(
                new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0),
                tls,
                LinkTimes.standard(),
                LinkLimits.standard(),
                new java.util.Random(1));
        link.setPeer(new CfId(peer), new PeerAddress("127.0.0.1", 9));
        link.start(new RecordingReceiver());
        return link;
    }

    private Credentials.Pem pem(String name) {
        return new Credentials.Pem(
                folder.resolve(name + ".pem"), folder.resolve(name + ".key.pem"), folder.resolve("authority.pem"));
    }

    private Credentials.Pkcs12 pkcs12(String name) {
        return new Credentials.Pkcs12(
                folder.resolve(name + ".p12"), folder.resolve(name + ".p12.password"), folder.resolve("authority.pem"));
    }

    private Map<String, String> modes(String... names) throws IOException {
        Map<String, String> modes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (List.of(names).contains(name.substring(0, name.indexOf('.')))) {
                    modes.put(name, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
                }
            }
        }
        return modes;
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
