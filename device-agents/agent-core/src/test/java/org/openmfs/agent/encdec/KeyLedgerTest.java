package org.openmfs.agent.encdec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.encdec.KeyLedger.Direction;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;

final class KeyLedgerTest {
    private static final int ROUNDS = 300;

    @TempDir
    private Path folder;

    private final Random random = new Random(6);

    @Test
    void what_was_begun_may_be_repeated_and_what_was_done_or_is_older_never() throws Exception {
        KeyLedger ledger = KeyLedger.in(file());
        KeyId first = KeyId.random(random);
        KeyId second = KeyId.random(random);

        begin(ledger, first, 1);
        begin(ledger, first, 1);
        ledger.done(first);
        assertThat(refusal(ledger, first, 1).isLasting()).isTrue();
        begin(ledger, second, 2);
        assertThat(refusal(ledger, KeyId.random(random), 2).isLasting()).isTrue();
        assertThat(refusal(ledger, KeyId.random(random), 1).isLasting()).isTrue();
    }

    @Test
    void a_key_is_begun_under_one_number_whether_it_was_done_or_not() throws Exception {
        KeyLedger ledger = KeyLedger.in(file());
        KeyId key = KeyId.random(random);
        begin(ledger, key, 1);
        assertThat(refusal(ledger, key, 2).isLasting()).isTrue();

        ledger.done(key);
        assertThat(refusal(ledger, key, 2).isLasting()).isTrue();
        assertThat(ledger.newest()).isEqualTo(1);
    }

    @Test
    void an_instance_of_a_later_process_knows_what_was_begun_and_what_was_done() throws Exception {
        KeyId begun = KeyId.random(random);
        KeyId done = KeyId.random(random);
        KeyLedger before = KeyLedger.in(file());
        before.begin(Direction.RECEIVE, key(begun, 4));
        before.begin(Direction.SEND, key(done, 3));
        before.done(Direction.SEND, done);

        KeyLedger after = KeyLedger.in(file());

        after.begin(Direction.RECEIVE, key(begun, 4));
        assertThatThrownBy(() -> after.begin(Direction.SEND, key(done, 3))).isInstanceOf(EncDecFailure.class);
        assertThat(after.newest()).isEqualTo(4);
    }

    @Test
    void the_ledger_is_whole_at_every_moment_while_keys_are_noted() throws Exception {
        KeyLedger ledger = KeyLedger.in(file());
        begin(ledger, KeyId.random(random), 1);
        AtomicReference<IOException> torn = new AtomicReference<>();
        AtomicBoolean over = new AtomicBoolean();
        Thread reader = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                try {
                    KeyLedger.in(file());
                } catch (IOException e) {
                    torn.set(e);
                }
            }
        });

        for (int number = 2; number < ROUNDS; number++) {
            begin(ledger, KeyId.random(random), number);
        }
        over.set(true);
        reader.join();

        assertThat(torn).hasValue(null);
    }

    @Test
    void a_line_that_says_neither_that_a_key_was_begun_nor_that_it_was_done_is_none() throws Exception {
        begin(KeyLedger.in(file()), KeyId.random(random), 1);
        String text = Files.readString(file());
        assertThat(text).contains(" begun");
        Files.writeString(file(), text.replace(" begun", " perhaps"));

        assertThatThrownBy(() -> KeyLedger.in(file()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a key ledger");
    }

    @Test
    void a_note_that_could_not_be_written_is_none_and_the_next_is_known_after_a_restart() throws Exception {
        KeyLedger ledger = KeyLedger.in(file());
        KeyId key = KeyId.random(random);
        begin(ledger, KeyId.random(random), 1);
        Path inTheWay = Files.createDirectories(folder.resolve("key-ledger.new/not-empty"));

        EncDecFailure failure = refusal(ledger, key, 2);

        assertThat(failure.isLasting()).isFalse();
        assertThat(ledger.newest()).isEqualTo(1);
        Files.delete(inTheWay);
        begin(ledger, key, 2);
        assertThat(KeyLedger.in(file()).newest()).isEqualTo(2);
    }

    @Test
    void the_ledger_is_its_owners_alone_and_does_not_grow() throws Exception {
        KeyLedger ledger = KeyLedger.in(file());
        begin(ledger, KeyId.random(random), 1);
        long size = Files.size(file());
        begin(ledger, KeyId.random(random), 2);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(file()).hasSize(size);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mfs-key-ledger 2\n",
                "0123456789abcdef\n",
                "mfs-key-ledger 1\nSEND x 00 done\n",
                "mfs-key-ledger 1\nSEND 1 00\n",
                "mfs-key-ledger 1\nBOTH 1 00 done\n"
            })
    void a_file_that_is_no_ledger_of_this_format_is_refused_by_its_name(String text) throws Exception {
        Files.writeString(file(), text);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> KeyLedger.in(file()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file().toString());
    }

    private Path file() {
        return folder.resolve("key-ledger");
    }

    private static void begin(KeyLedger ledger, KeyId id, long number) throws EncDecFailure {
        try (DirectionalKey key = key(id, number)) {
            ledger.begin(Direction.SEND, key);
        }
    }

    private static EncDecFailure refusal(KeyLedger ledger, KeyId id, long number) {
        return catchThrowableOfType(EncDecFailure.class, () -> begin(ledger, id, number));
    }

    @SuppressWarnings("MustBeClosedChecker") // the bytes are zeroes
    private static DirectionalKey key(KeyId id, long number) {
        return new DirectionalKey(id, number, KeyMaterial.taking(new byte[32]), new byte[12]);
    }
}
