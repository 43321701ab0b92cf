package org.openmfs.agent.encdecs.guardian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The agent's end of a guardian's pipes, with a test in the place of the guardian. */
@Timeout(60)
final class PipesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int HEAD = 32;

    @TempDir
    private Path folder;

    @Test
    void neither_what_was_left_unfinished_nor_the_answer_to_another_question_is_taken_for_the_answer()
            throws Exception {
        try (Pipes pipes = Pipes.open(folder);
                RandomAccessFile ask = other("ask");
                RandomAccessFile answer = other("answer")) {
            answer.write("half an ans".getBytes(StandardCharsets.US_ASCII));
            Thread guardian = Thread.ofVirtual().start(() -> answerOne(ask, answer, "1 16 1 3 \n"));

            Optional<Answer> heard = pipes.ask("beat", "", PATIENCE, () -> true);

            guardian.join();
            assertThat(heard).contains(new Answer(17, Answer.Ip.READY, 3, Plan.EMPTY));
        }
    }

    @Test
    void what_was_left_unfinished_does_not_spoil_the_answer_that_comes_after_it() throws Exception {
        try (Pipes pipes = Pipes.open(folder);
                RandomAccessFile ask = other("ask");
                RandomAccessFile answer = other("answer")) {
            answer.write("half an ans".getBytes(StandardCharsets.US_ASCII));
            Thread guardian = Thread.ofVirtual().start(() -> answerOne(ask, answer, ""));

            assertThat(pipes.ask("beat", "", PATIENCE, () -> true)).isPresent();

            guardian.join();
        }
    }

    @Test
    void a_guardian_that_reads_nothing_is_asked_until_its_pipe_holds_more_than_it_may() throws Exception {
        try (Pipes pipes = Pipes.open(folder);
                RandomAccessFile ask = other("ask")) {
            ask.write(new byte[4_096]);
            pipes.ask("beat", "", Duration.ZERO, () -> false);
            assertThat(waiting(ask)).isEqualTo(4_096 + HEAD);

            pipes.ask("beat", "", Duration.ZERO, () -> false);
            assertThat(waiting(ask)).isEqualTo(4_096 + HEAD);
        }
    }

    @Test
    void emptied_pipes_hold_nothing_of_the_guardian_that_is_gone() throws Exception {
        try (Pipes pipes = Pipes.open(folder);
                RandomAccessFile ask = other("ask");
                RandomAccessFile answer = other("answer")) {
            ask.write(new byte[100]);
            answer.write(new byte[100]);

            pipes.empty();

            assertThat(waiting(ask)).isZero();
            assertThat(waiting(answer)).isZero();
        }
    }

    @Test
    void closed_pipes_are_held_open_no_longer() throws Exception {
        Pipes pipes = Pipes.open(folder);
        assertThat(OpenFiles.in(folder)).hasSize(2);

        pipes.close();

        assertThat(OpenFiles.in(folder)).isEmpty();
    }

    @Test
    void what_stands_in_the_place_of_a_pipe_is_not_opened() throws Exception {
        Files.createDirectory(folder.resolve("ask"));

        assertThatThrownBy(() -> Pipes.open(folder))
                .isInstanceOf(GuardianFailure.class)
                .hasMessage(folder.resolve("ask") + " must be a named pipe");
    }

    private RandomAccessFile other(String pipe) throws Exception {
        return new RandomAccessFile(folder.resolve(pipe).toFile(), "rw");
    }

    private static int waiting(RandomAccessFile pipe) throws Exception {
        return new FileInputStream(pipe.getFD()).available();
    }

    /** @param before what comes before the answer */
    private static void answerOne(RandomAccessFile ask, RandomAccessFile answer, String before) {
        try {
            byte[] question = new byte[HEAD];
            ask.readFully(question);
            String number = new String(question, StandardCharsets.US_ASCII).split(" ")[0];
            answer.write((before + number + " 17 1 3 \n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
