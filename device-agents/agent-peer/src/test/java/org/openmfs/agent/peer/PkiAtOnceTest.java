package org.openmfs.agent.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.tls.PeerTls;

/** Several commands make or renew identities in one folder at the same time, and what a half authority is worth. */
@Timeout(60)
final class PkiAtOnceTest {
    @TempDir
    Path parent;

    /** What a command ended with. */
    private record Ended(int status, String said) {}

    private static Ended run(String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PkiMain pki = new PkiMain(
                new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Clock.systemUTC());
        return new Ended(pki.run(arguments), err.toString(StandardCharsets.UTF_8));
    }

    private static List<Ended> atOnce(List<String[]> commands) throws Exception {
        CyclicBarrier start = new CyclicBarrier(commands.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(commands.size())) {
            List<Future<Ended>> running = new ArrayList<>();
            for (String[] command : commands) {
                Callable<Ended> call = () -> {
                    start.await();
                    return run(command);
                };
                running.add(threads.submit(call));
            }
            List<Ended> ended = new ArrayList<>();
            for (Future<Ended> one : running) {
                ended.add(one.get());
            }
            return ended;
        }
    }

    @RepeatedTest(3)
    void commands_that_make_an_authority_at_once_have_the_same_one() throws Exception {
        String folder = parent.resolve("new").toString();

        List<Ended> ended = atOnce(
                List.of(new String[] {folder, "cf-a"}, new String[] {folder, "cf-b"}, new String[] {folder, "cf-c"}));

        assertThat(ended).allMatch(one -> one.status() == 0);
        for (String name : List.of("cf-a", "cf-b", "cf-c")) {
            assertThat(self(Path.of(folder), name)).isEqualTo(new CfId(name));
        }
        assertThat(run(folder, "later").status()).isZero();
        assertThat(self(Path.of(folder), "later")).isEqualTo(new CfId("later"));
    }

    @RepeatedTest(3)
    void of_two_commands_for_one_name_the_second_is_told_that_it_is_there() throws Exception {
        String folder = parent.resolve("new").toString();

        List<Ended> ended = atOnce(List.of(new String[] {folder, "cf-a"}, new String[] {folder, "cf-a"}));

        assertThat(ended).extracting(Ended::status).containsExactlyInAnyOrder(0, 1);
        assertThat(ended)
                .filteredOn(one -> one.status() == 1)
                .allSatisfy(one -> assertThat(one.said().lines())
                        .singleElement()
                        .asString()
                        .contains("already has files of cf-a"));
        assertThat(self(Path.of(folder), "cf-a")).isEqualTo(new CfId("cf-a"));
    }

    @RepeatedTest(3)
    void an_identity_that_is_renewed_twice_at_once_has_the_key_of_its_certificate() throws Exception {
        String folder = parent.resolve("new").toString();
        assertThat(run(folder, "cf-a").status()).isZero();

        List<Ended> ended =
                atOnce(List.of(new String[] {folder, "--renew", "cf-a"}, new String[] {folder, "--renew", "cf-a"}));

        assertThat(ended).allMatch(one -> one.status() == 0);
        assertThat(self(Path.of(folder), "cf-a")).isEqualTo(new CfId("cf-a"));
    }

    @Test
    void a_key_of_an_authority_without_its_certificate_is_kept_and_what_is_missing_is_told() throws Exception {
        Path folder = parent.resolve("half");
        assertThat(run(folder.toString(), "cf-a").status()).isZero();
        Path certificate = folder.resolve("authority.pem");
        Path key = folder.resolve("authority.key.pem");
        Files.delete(certificate);
        String before = Files.readString(key);

        Ended ended = run(folder.toString(), "cf-b");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.said().lines())
                .singleElement()
                .asString()
                .startsWith("pki: " + certificate + ": there is no such file")
                .contains(key.toString(), "put it back");
        assertThat(Files.readString(key)).isEqualTo(before);
        assertThat(certificate).doesNotExist();
        assertThat(folder.resolve("cf-b.pem")).doesNotExist();
    }

    @Test
    void a_certificate_of_an_authority_without_its_key_is_told_with_what_to_do() throws Exception {
        Path folder = parent.resolve("half");
        assertThat(run(folder.toString(), "cf-a").status()).isZero();
        Path key = folder.resolve("authority.key.pem");
        Files.delete(key);

        Ended ended = run(folder.toString(), "cf-b");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.said().lines())
                .singleElement()
                .asString()
                .startsWith("pki: " + key + ": there is no such file")
                .contains("put it back");
    }

    private static CfId self(Path folder, String name) throws Exception {
        Credentials.Pem pem = new Credentials.Pem(
                folder.resolve(name + ".pem"), folder.resolve(name + ".key.pem"), folder.resolve("authority.pem"));
        Credentials.Pkcs12 store = new Credentials.Pkcs12(
                folder.resolve(name + ".p12"), folder.resolve(name + ".p12.password"), folder.resolve("authority.pem"));
        assertThat(new PeerTls(store, Clock.systemUTC()).self()).isEqualTo(new CfId(name));
        return new PeerTls(pem, Clock.systemUTC()).self();
    }
}
