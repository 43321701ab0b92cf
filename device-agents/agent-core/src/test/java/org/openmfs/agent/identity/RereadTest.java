package org.openmfs.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two files that belong together, each with the name of the pair in it, replaced in the ways that operators do. */
final class RereadTest {
    private Instant now = Instant.parse("2026-11-28T12:00:00Z");
    private Path certificate;
    private Path key;
    private int reads;

    @BeforeEach
    void write(@TempDir Path folder) throws Exception {
        certificate = Files.writeString(folder.resolve("certificate"), "first");
        key = Files.writeString(folder.resolve("key"), "first");
    }

    @Test
    void the_pair_is_taken_when_both_files_were_replaced_and_not_before() throws Exception {
        Reread<String> pair = pair();

        replace(certificate, "second");
        assertThat(pair.look()).isFalse();
        assertThat(pair.current()).isEqualTo("first");
        replace(key, "second");

        assertThat(pair.look()).isTrue();
        assertThat(pair.current()).isEqualTo("second");
        assertThat(pair.look()).isFalse();
    }

    @Test
    void a_link_that_is_swapped_counts_as_a_change(@TempDir Path mounted) throws Exception {
        Path one = Files.createDirectory(mounted.resolve("one"));
        Path two = Files.createDirectory(mounted.resolve("two"));
        for (String name : List.of("certificate", "key")) {
            Files.writeString(one.resolve(name), "first");
            Files.writeString(two.resolve(name), "third");
        }
        Path data = Files.createSymbolicLink(mounted.resolve("data"), one);
        certificate = Files.createSymbolicLink(mounted.resolve("certificate"), data.resolve("certificate"));
        key = Files.createSymbolicLink(mounted.resolve("key"), data.resolve("key"));
        Reread<String> pair = pair();

        Path next = Files.createSymbolicLink(mounted.resolve("next"), two);
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);

        assertThat(pair.look()).isTrue();
        assertThat(pair.current()).isEqualTo("third");
    }

    @Test
    void a_file_that_is_missing_for_a_while_changes_nothing() throws Exception {
        Reread<String> pair = pair();

        Files.delete(key);
        assertThat(pair.look()).isFalse();
        Files.writeString(key, "first");
        Files.writeString(certificate, "first");

        assertThat(pair.look()).isTrue();
        assertThat(pair.current()).isEqualTo("first");
    }

    @Test
    void a_file_that_was_removed_is_told_a_second_later_and_a_file_that_does_not_fit_after_a_while() throws Exception {
        Reread<String> pair = pair();

        Files.delete(key);
        pair.look();
        assertThat(pair.trouble()).isEmpty();
        now = now.plusSeconds(1);
        pair.look();
        assertThat(pair.trouble()).contains(key + ": there is no such file");
        Files.writeString(key, "second");
        for (int i = 0; i < 29; i++) {
            now = now.plusSeconds(1);
            pair.look();
        }
        assertThat(pair.trouble()).contains(key + ": there is no such file");
        now = now.plusSeconds(20);
        pair.look();
        assertThat(pair.trouble()).contains("first does not fit second");
        Files.writeString(key, "first");
        now = now.plusSeconds(10);
        pair.look();
        assertThat(pair.trouble()).isEmpty();
    }

    @Test
    void files_that_do_not_fit_are_tried_again_every_ten_seconds_and_not_at_each_look() throws Exception {
        Reread<String> pair = pair();
        replace(certificate, "second");
        int before = reads;

        for (int i = 0; i < 20; i++) {
            assertThat(pair.look()).isFalse();
            now = now.plusSeconds(1);
        }

        assertThat(reads - before).isEqualTo(2);
        assertThat(pair.current()).isEqualTo("first");
    }

    @Test
    void a_clock_that_is_set_back_makes_no_file_wait_until_it_has_caught_up() throws Exception {
        Reread<String> pair = pair();
        replace(certificate, "second");
        pair.look();
        int before = reads;

        now = now.minusSeconds(3_600);
        pair.look();

        assertThat(reads - before).isOne();
    }

    @Test
    void what_cannot_be_read_at_the_first_time_is_refused() throws Exception {
        replace(key, "other");

        assertThatThrownBy(this::pair).isInstanceOf(IOException.class).hasMessage("first does not fit other");
    }

    @Test
    void a_reader_that_breaks_an_assumption_refuses_the_file_and_what_was_read_stays_in_use() throws Exception {
        Reread<String> pair = pair();

        replace(certificate, "second");
        replace(key, "broken");
        assertThat(pair.look()).isFalse();
        assertThat(pair.current()).isEqualTo("first");
        replace(key, "second");
        now = now.plusSeconds(10);

        assertThat(pair.look()).isTrue();
        assertThat(pair.current()).isEqualTo("second");
    }

    @Test
    void a_reader_that_breaks_an_assumption_at_the_first_time_is_told_with_the_file() throws Exception {
        replace(key, "broken");

        assertThatThrownBy(this::pair)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(certificate + ": cannot be used");
    }

    private Reread<String> pair() throws Exception {
        return new Reread<>(List.of(certificate, key), this::read, () -> now);
    }

    private String read(Optional<String> before) throws IOException {
        reads++;
        String one = Files.readString(certificate);
        String other = Files.readString(key);
        if (other.equals("broken")) {
            throw new IllegalStateException("nobody thought of that");
        }
        if (!one.equals(other)) {
            throw new IOException(one + " does not fit " + other);
        }
        return one;
    }

    private static void replace(Path file, String content) throws IOException {
        Path beside = Files.writeString(file.resolveSibling("beside"), content);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
