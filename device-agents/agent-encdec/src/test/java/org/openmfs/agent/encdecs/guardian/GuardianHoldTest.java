package org.openmfs.agent.encdecs.guardian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.agent.encdecs.guardian.GuardedInterface.FIRST;
import static org.openmfs.agent.encdecs.guardian.GuardedInterface.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which guardian is held on to, and which is ended; some are a test that answers in its place. */
@Timeout(60)
final class GuardianHoldTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** For one that shall not answer. */
    private static final Duration SHORT = Duration.ofMillis(500);

    private static final int HEAD = 32;
    private static final int MORE_THAN_A_PIPE_MAY_HOLD = 5_000;

    @TempDir
    private Path place;

    private final List<Pipes> opened = new ArrayList<>();
    private GuardedInterface link;
    private Path folder;
    private Plan plan;

    @BeforeEach
    void make() throws Exception {
        link = new GuardedInterface(place.toRealPath());
        folder = OwnerOnly.folder(link.folder);
        plan = Plan.of(List.of(new Removal(Duration.ofHours(1), FIRST)));
    }

    @AfterEach
    void end() throws Exception {
        for (Pipes pipes : opened) {
            pipes.close();
        }
        link.close();
    }

    @Test
    void one_that_knows_another_plan_than_it_was_told_is_replaced() throws Exception {
        GuardianHold hold = hold(pace(PATIENCE));
        Thread guardian = answering("17 1 0 ");

        hold.hold(plan);

        guardian.join();
        assertThat(link.process().isAlive()).isTrue();
        assertThat(hold.knows()).isTrue();
    }

    @Test
    void one_that_others_told_another_plan_is_replaced_by_one_that_has_its_plan() throws Exception {
        GuardianHold hold = hold(pace(PATIENCE));
        hold.takeOver();
        hold.hold(plan);
        ProcessHandle before = link.process();
        Plan other = Plan.of(List.of(new Removal(Duration.ofHours(2), FIRST)));
        pipes().ask("plan", other.text(), PATIENCE, () -> true);

        assertThat(hold.knows()).isFalse();
        hold.revive();

        assertThat(link.process()).isNotEqualTo(before);
        assertThat(known()).isEqualTo(plan);
    }

    @Test
    void what_one_that_hung_has_not_read_does_not_keep_another_from_its_work() throws Exception {
        GuardianHold hold = hold(pace(PATIENCE));
        try (RandomAccessFile ask = new RandomAccessFile(folder.resolve("ask").toFile(), "rw")) {
            ask.write(new byte[MORE_THAN_A_PIPE_MAY_HOLD]);

            hold.hold(plan);
        }
        assertThat(hold.knows()).isTrue();
    }

    @Test
    @Timeout(20)
    void one_whose_ip_was_only_started_and_that_then_falls_silent_is_not_waited_for() throws Exception {
        GuardianHold hold = hold(pace(SHORT));
        Thread guardian = answering("17 0 0 ");

        assertThat(hold.knows()).isFalse();

        guardian.join();
    }

    @Test
    void one_that_has_nothing_to_do_and_hangs_is_gone_when_it_is_left() throws Exception {
        GuardianHold hold = hold(pace(SHORT));
        hold.takeOver();
        GuardedInterface.signal(link.process(), "STOP");

        hold.leave();

        await("the end of what it started", () -> link.processes().findAny().isEmpty());
    }

    @Test
    void one_that_runs_as_it_should_is_taken_over() throws Exception {
        ProcessHandle before = armed();

        GuardianHold next = hold(pace(PATIENCE));
        next.takeOver();

        assertThat(link.process()).isEqualTo(before);
        assertThat(next.knows()).isTrue();
    }

    @Test
    void one_that_was_started_with_other_settings_hands_its_work_to_another() throws Exception {
        ProcessHandle before = armed();

        GuardianPace pace = pace(PATIENCE);
        GuardianHold next = hold(new GuardianPace(
                pace.look(),
                pace.beat(),
                pace.patience(),
                pace.start(),
                pace.idle().plusSeconds(1)));
        next.takeOver();

        assertThat(link.process()).isNotEqualTo(before);
        assertThat(known()).isEqualTo(plan);
    }

    @Test
    void one_that_runs_another_version_of_the_script_hands_its_work_to_another() throws Exception {
        ProcessHandle before = armed();
        Path script = folder.resolve("guardian.sh");
        String ours = Files.readString(script);
        Files.writeString(script, ours + "# of another version\n");

        hold(pace(PATIENCE)).takeOver();

        assertThat(Files.readString(script)).isEqualTo(ours);
        assertThat(link.process()).isNotEqualTo(before);
        assertThat(known()).isEqualTo(plan);
    }

    /** The process of an agent that was ended, with a plan. */
    private ProcessHandle armed() throws Exception {
        GuardianHold hold = hold(pace(PATIENCE));
        hold.takeOver();
        hold.hold(plan);
        return link.process();
    }

    private Plan known() throws Exception {
        return pipes().ask("beat", "", PATIENCE, () -> true).orElseThrow().plan();
    }

    private GuardianHold hold(GuardianPace pace) throws Exception {
        List<String> ip = List.of(link.ip.toString(), "-force", "-batch", "-");
        GuardianProgram program = new GuardianProgram(folder, GuardedInterface.NAME, ip, pace);
        return new GuardianHold(program, pipes(), new StandingPlan(folder), pace);
    }

    private Pipes pipes() throws GuardianFailure {
        Pipes pipes = Pipes.open(folder);
        opened.add(pipes);
        return pipes;
    }

    private static GuardianPace pace(Duration patience) {
        return new GuardianPace(
                Duration.ofHours(1), Duration.ofHours(1), patience, Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    /** Answers one question in the place of a guardian, and no more. */
    private Thread answering(String words) {
        return Thread.ofVirtual().start(() -> {
            try (RandomAccessFile ask =
                            new RandomAccessFile(folder.resolve("ask").toFile(), "rw");
                    RandomAccessFile answer =
                            new RandomAccessFile(folder.resolve("answer").toFile(), "rw")) {
                byte[] head = new byte[HEAD];
                ask.readFully(head);
                String[] question =
                        new String(head, StandardCharsets.US_ASCII).strip().split(" ");
                ask.readFully(new byte[Integer.parseInt(question[2])]);
                answer.write((question[0] + " " + words + "\n").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
