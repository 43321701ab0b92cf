package org.openmfs.agent.methods.psk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodFailure.Reason;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.ResponderExchange;

final class PreSharedKeyTest {
    private static final String ONES = "hex:" + "11".repeat(32);
    private static final String TWOS = "hex:" + "22".repeat(32);

    private final ExchangeContext context =
            new ExchangeContext(new KeyId("00112233445566778899aabbccddeeff"), new CfId("cf-a"), new CfId("cf-b"));
    private Path aliceFile;
    private Path bobFile;
    private PreSharedKey alice;
    private PreSharedKey bob;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        aliceFile = PskLines.file(folder.resolve("a"), "# for the other end", "", "one cf-b " + ONES);
        bobFile = PskLines.file(folder.resolve("b"), "one cf-a " + ONES);
        alice = new PreSharedKey(new PskFile(aliceFile), new SecureRandom());
        bob = new PreSharedKey(new PskFile(bobFile), new SecureRandom());
    }

    @Test
    void a_look_tells_what_changed_once_and_what_is_wrong_without_quoting_it() throws Exception {
        assertThat(bob.look()).isInstanceOf(PskLook.Usable.class);
        assertThat(bob.look()).isInstanceOf(PskLook.Same.class);

        PskLines.file(bobFile, "one cf-a hex:beef");
        assertThat(bob.look())
                .isEqualTo(new PskLook.Unusable(
                        "PSK file " + bobFile + " cannot be used: line 1: a key has 256 to 4096 bits, not 16"));
        assertThat(bob.look()).isInstanceOf(PskLook.Same.class);

        PskLines.file(bobFile, "one cf-a " + ONES, "two cf-c " + TWOS);
        assertThat(bob.look()).isInstanceOf(PskLook.Usable.class);
        Files.setPosixFilePermissions(bobFile, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(bob.look()).asString().contains("must have mode rw-------");
    }

    @Test
    void a_file_that_was_taken_away_and_put_back_is_told_as_gone_and_as_good_again() throws Exception {
        bob.look();
        Path away = bobFile.resolveSibling("away");

        Files.move(bobFile, away);
        assertThat(bob.look()).isInstanceOf(PskLook.Unusable.class);
        assertThat(bob.look()).isInstanceOf(PskLook.Same.class);
        Files.move(away, bobFile);

        assertThat(bob.look()).isInstanceOf(PskLook.Usable.class);
    }

    @Test
    void a_file_as_an_editor_on_Windows_writes_it_is_read() throws Exception {
        for (String first : List.of("# ours\r", "one cf-a " + ONES + "\r")) {
            PskLines.file(bobFile, "\uFEFF" + first, "two cf-c " + TWOS + "\r");

            assertThat(bob.look()).as(first).isInstanceOf(PskLook.Usable.class);
        }
        assertThat(secretsAgree()).isTrue();
    }

    @Test
    void a_file_whose_last_line_has_no_end_is_read() throws Exception {
        Files.writeString(bobFile, "# ours\none cf-a " + ONES);

        assertThat(secretsAgree()).isTrue();
    }

    @Test
    void hex_and_base64_say_the_same_key() throws Exception {
        for (String digits : List.of("11".repeat(32), "0123456789abcdefABCDEF00ff10f00f".repeat(2))) {
            PskLines.file(aliceFile, "one cf-b hex:" + digits);
            byte[] octets = HexFormat.of().parseHex(digits);
            PskLines.file(bobFile, "one cf-a base64:" + Base64.getEncoder().encodeToString(octets));

            assertThat(secretsAgree()).as(digits).isTrue();
        }
    }

    @Test
    void a_key_has_32_to_512_octets() throws Exception {
        for (int octets : List.of(32, 512)) {
            PskLines.file(aliceFile, "one cf-b hex:" + "7f".repeat(octets));
            PskLines.file(bobFile, "one cf-a hex:" + "7f".repeat(octets));
            assertThat(secretsAgree()).as(octets + " octets").isTrue();
        }
        for (int octets : List.of(31, 513)) {
            PskLines.file(aliceFile, "one cf-b hex:" + "7f".repeat(octets));
            assertThatThrownBy(this::offer).hasMessageContaining("a key has 256 to 4096 bits, not " + octets * 8);
        }
    }

    @Test
    void different_keys_under_one_id_give_different_secrets() throws Exception {
        PskLines.file(bobFile, "one cf-a " + TWOS);

        assertThat(secretsAgree()).isFalse();
    }

    @Test
    void a_changed_file_is_read_again() throws Exception {
        assertThat(secretsAgree()).isTrue();
        PskLines.file(aliceFile, "two cf-b " + TWOS);
        PskLines.file(bobFile, "one cf-a " + ONES, "two cf-a " + TWOS);

        assertThat(secretsAgree()).isTrue();
        assertThat(new String(offer().body())).contains("two");
    }

    @Test
    void a_key_taken_out_of_the_file_is_out_of_use() throws Exception {
        MethodMessage offer = offer();
        PskLines.file(bobFile, "# withdrawn");

        assertThat(failureOf(offer).reason()).isEqualTo(Reason.EXHAUSTED);
    }

    @Test
    void a_key_shared_with_another_peer_is_not_used_for_this_one() throws Exception {
        MethodMessage offer = offer();
        PskLines.file(bobFile, "one cf-c " + ONES);

        assertThat(failureOf(offer).reason()).isEqualTo(Reason.EXHAUSTED);
    }

    @Test
    void without_a_key_for_the_peer_nothing_is_offered() throws Exception {
        PskLines.file(aliceFile, "one cf-c " + ONES);

        MethodFailure failure = catchThrowableOfType(MethodFailure.class, this::offer);

        assertThat(failure.reason()).isEqualTo(Reason.EXHAUSTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw----", "rwx------"})
    void a_file_that_others_may_open_is_refused(String mode) throws IOException {
        Files.setPosixFilePermissions(aliceFile, PosixFilePermissions.fromString(mode));

        assertThatThrownBy(this::offer)
                .isInstanceOf(MethodFailure.class)
                .hasMessageContaining("must have mode rw-------, not " + mode);
    }

    @Test
    void whatever_is_wrong_with_the_file_is_the_same_text_at_each_look_and_use_and_names_it_once() throws Exception {
        String file = "PSK file " + aliceFile + " cannot be used: ";
        Files.setPosixFilePermissions(aliceFile, PosixFilePermissions.fromString("rw-r--r--"));
        told(file + "it holds secrets and must have mode rw-------, not rw-r--r--");
        Files.delete(aliceFile);
        told(file + "there is no such file");
        Files.createDirectory(aliceFile);
        told(file + "it is not a regular file");
        Files.delete(aliceFile);
        PskLines.file(aliceFile, "one");
        told(file + "line 1: PSK-ID PEER-CF hex:DIGITS or base64:TEXT expected");
    }

    private void told(String text) {
        assertThat(alice.look()).isEqualTo(new PskLook.Unusable(text));
        assertThatThrownBy(this::offer).hasMessage(text);
    }

    @Test
    void a_link_instead_of_the_file_is_refused() throws IOException {
        Path link = Files.createSymbolicLink(aliceFile.resolveSibling("link"), aliceFile);
        PreSharedKey linked = new PreSharedKey(new PskFile(link), new SecureRandom());

        assertThatThrownBy(() -> offer(linked))
                .isInstanceOf(MethodFailure.class)
                .hasMessageContaining("not a regular file");
    }

    @Test
    void a_missing_file_fails_closed_and_is_found_when_it_comes(@TempDir Path folder) throws Exception {
        PreSharedKey late = new PreSharedKey(new PskFile(folder.resolve("late")), new SecureRandom());
        MethodFailure failure = catchThrowableOfType(MethodFailure.class, () -> offer(late));

        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        PskLines.file(folder.resolve("late"), "one cf-b " + ONES);
        assertThat(new String(offer(late).body())).contains("one");
    }

    @ParameterizedTest
    @CsvSource({
        "one, line 1: PSK-ID PEER-CF",
        "one cf-b, line 1: PSK-ID PEER-CF",
        "one cf-b hex:11 more, line 1: PSK-ID PEER-CF",
        "one cf-b hex:1122, 256 to 4096 bits",
        "one cf-b hex:11g1, hexadecimal digits",
        "one cf-b hex:111, hexadecimal digits",
        "one cf-b base64:???, not base64",
        "one cf-b secret, begins with hex: or base64:",
        "-one cf-b hex:11, a PSK id is",
        "one -cf hex:11, the peer's CF id",
    })
    void a_wrong_line_is_named_by_number_and_never_quoted(String line, String told) throws IOException {
        PskLines.file(aliceFile, line);

        assertThatThrownBy(this::offer).isInstanceOf(MethodFailure.class).hasMessageContaining(told);
    }

    @Test
    void an_id_comes_once_only() throws IOException {
        PskLines.file(aliceFile, "one cf-b " + ONES, "one cf-c " + TWOS);

        assertThatThrownBy(this::offer).hasMessageContaining("line 2: PSK id one comes a second time");
    }

    private MethodMessage offer() throws MethodFailure {
        return offer(alice);
    }

    private MethodMessage offer(PreSharedKey method) throws MethodFailure {
        try (InitiatorExchange exchange = method.initiate(context)) {
            return exchange.offer();
        }
    }

    private MethodFailure failureOf(MethodMessage offer) {
        return catchThrowableOfType(
                MethodFailure.class, () -> bob.respond(context, offer).close());
    }

    private boolean secretsAgree() throws MethodFailure {
        try (InitiatorExchange exchange = alice.initiate(context);
                ResponderExchange answered = bob.respond(context, exchange.offer());
                KeyMaterial secret = exchange.complete(answered.answer())) {
            return secret.matches(answered.secret());
        }
    }
}
