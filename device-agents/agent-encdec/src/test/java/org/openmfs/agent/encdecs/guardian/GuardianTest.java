package org.openmfs.agent.encdecs.guardian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openmfs.agent.encdecs.guardian.GuardedInterface.FIRST;
import static org.openmfs.agent.encdecs.guardian.GuardedInterface.SECOND;
import static org.openmfs.agent.encdecs.guardian.GuardedInterface.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A guardian process with an ip(8) that only writes down what it is given. */
@Timeout(60)
final class GuardianTest {
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration LATER = Duration.ofMillis(1_500);
    private static final Duration LATE = Duration.ofHours(1);
    private static final GuardianPace UNWATCHED = new GuardianPace(
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20));

    @TempDir
    private Path place;

    private GuardedInterface link;

    @BeforeEach
    void make() throws Exception {
        link = new GuardedInterface(place.toRealPath());
    }

    @AfterEach
    void end() throws Exception {
        link.close();
    }

    @Test
    void the_lines_are_carried_out_in_their_order_at_the_deadline_and_not_before() throws Exception {
        long deadline = BootTime.after(SOON);
        link.open().arm(SOON, GuardedInterface.both());

        await("the removal", () -> !link.removed().isEmpty());
        assertThat(BootTime.after(Duration.ZERO)).isGreaterThanOrEqualTo(deadline);
        await("the report", () -> link.fired.get() == 1);
        assertThat(link.removed()).isEqualTo(GuardedInterface.both());
    }

    @Test
    void it_is_ready_again_after_it_fired_and_tells_each_time() throws Exception {
        Guardian guardian = link.open();
        guardian.arm(Duration.ZERO, FIRST);
        await("the first report", () -> link.fired.get() == 1);

        guardian.arm(Duration.ZERO, SECOND);

        await("the second report", () -> link.fired.get() == 2);
        assertThat(link.removed()).isEqualTo(GuardedInterface.both());
        assertThat(guardian.lives()).isTrue();
    }

    @Test
    void an_error_in_who_is_told_does_not_end_the_watch() throws Exception {
        link.bugs.set(2);
        Guardian guardian = link.open();
        guardian.arm(Duration.ZERO, FIRST);
        await("the third report", () -> link.fired.get() == 1);
        ProcessHandle killed = link.process();

        killed.destroyForcibly();

        await("another guardian", () -> !killed.isAlive() && guardian.lives());
    }

    @Test
    void each_key_goes_at_its_own_deadline() throws Exception {
        Guardian guardian = link.open();
        guardian.arm(List.of(new Removal(LATE, SECOND), new Removal(SOON, FIRST)));

        await("the report", () -> link.fired.get() == 1);

        assertThat(link.removed()).isEqualTo(FIRST);
        assertThat(guardian.lives()).isTrue();
    }

    @Test
    void a_deadline_that_was_disarmed_or_replaced_removes_nothing() throws Exception {
        Guardian guardian = link.open();
        guardian.arm(LATER, FIRST);
        guardian.disarm();
        guardian.arm(LATER, FIRST);
        guardian.arm(LATER, SECOND);

        await("the report", () -> link.fired.get() == 1);

        assertThat(link.removed()).isEqualTo(SECOND);
    }

    @Test
    void a_killed_guardian_is_back_with_the_deadline_that_stands() throws Exception {
        Guardian guardian = link.open();
        guardian.arm(List.of(new Removal(LATE, SECOND), new Removal(LATER, FIRST)));
        ProcessHandle killed = link.process();

        killed.destroyForcibly();

        await("another guardian", () -> !killed.isAlive() && guardian.lives());
        assertThat(link.process()).isNotEqualTo(killed);
        await("the report", () -> link.fired.get() == 1);
        assertThat(link.removed()).isEqualTo(FIRST);
    }

    @Test
    void a_guardian_that_hangs_is_ended_and_another_has_its_work() throws Exception {
        Guardian guardian = link.open(new GuardianPace(
                Duration.ofMillis(50),
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20)));
        guardian.arm(LATE, FIRST);
        ProcessHandle hanging = link.process();

        GuardedInterface.signal(hanging, "STOP");

        await("another guardian", () -> !hanging.isAlive() && guardian.lives());
        guardian.arm(Duration.ZERO, SECOND);
        await("the report", () -> link.fired.get() == 1);
        assertThat(link.removed()).isEqualTo(SECOND);
    }

    @Test
    void a_guardian_that_can_not_be_started_again_is_told_as_lost_and_arms_nothing() throws Exception {
        Guardian guardian = link.open();
        guardian.arm(LATE, FIRST);
        Files.delete(link.ip);

        link.process().destroyForcibly();

        assertThat(link.lost.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(guardian.lives()).isFalse();
        assertThatThrownBy(() -> guardian.arm(LATE, SECOND))
                .isInstanceOf(GuardianFailure.class)
                .hasMessageStartingWith("the guardian can't run ip: ");
    }

    @Test
    void the_signals_that_end_a_program_in_order_do_not_end_it() throws Exception {
        Guardian guardian = link.open();
        guardian.arm(LATE, FIRST);
        ProcessHandle process = link.process();

        for (String name : List.of("TERM", "HUP", "INT", "QUIT", "PIPE", "USR1")) {
            GuardedInterface.signal(process, name);
            GuardedInterface.signal(link.waitingIp(), name.equals("USR1") ? "HUP" : name);
        }
        guardian.arm(Duration.ZERO, FIRST);

        await("the report", () -> link.fired.get() == 1);
        assertThat(link.process()).isEqualTo(process);
        assertThat(link.removed()).isEqualTo(FIRST);
    }

    @Test
    void a_waiting_ip_that_was_killed_is_replaced() throws Exception {
        Guardian guardian = link.open();
        guardian.arm(LATE, FIRST);
        ProcessHandle process = link.process();

        link.waitingIp().destroyForcibly();
        guardian.arm(Duration.ZERO, FIRST);

        await("the report", () -> link.fired.get() == 1);
        assertThat(link.process()).isEqualTo(process);
        assertThat(link.removed()).isEqualTo(FIRST);
    }

    @Test
    void another_ip_does_what_one_that_hangs_or_fails_has_not_done() throws Exception {
        link.ipIsFirst("exec sleep 1000");
        link.open().arm(Duration.ZERO, FIRST);
        await("the report of one that hung", () -> link.fired.get() == 1);
        assertThat(link.removed()).isEqualTo(FIRST);
        link.close();

        Files.delete(place.toRealPath().resolve("marker"));
        link.ipIsFirst("read -r line; exit 1");
        link.open().arm(Duration.ZERO, SECOND);
        await("the report of one that failed", () -> link.fired.get() == 2);
        assertThat(link.removed()).isEqualTo(GuardedInterface.both());
    }

    @Test
    void what_an_ip_that_hangs_again_and_again_has_not_done_is_done_when_one_does_not() throws Exception {
        link.ipHangs(3);
        Guardian guardian = link.open();

        guardian.arm(Duration.ZERO, FIRST);

        await("the report", () -> link.fired.get() == 1);
        assertThat(link.removed()).isEqualTo(FIRST);
        assertThat(guardian.lives()).isTrue();
    }

    @Test
    void nothing_is_left_of_a_guardian_that_is_disarmed_and_closed() throws Exception {
        Guardian guardian = link.open();
        guardian.arm(LATE, FIRST);
        guardian.disarm();

        guardian.close();

        await("the end of what it started", () -> link.processes().findAny().isEmpty());
        assertThat(place.toRealPath().resolve("guardian/plan")).doesNotExist();
        assertThat(link.removed()).isEmpty();
        guardian.close();
        assertThat(link.lost.await(SOON.toMillis(), TimeUnit.MILLISECONDS))
                .as("a guardian that was closed is missed by nobody")
                .isFalse();
        assertThat(link.processes()).isEmpty();
    }

    @Test
    void a_guardian_without_work_and_owner_ends_by_itself_and_one_with_work_does_not() throws Exception {
        GuardianPace hasty = new GuardianPace(
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofMillis(200));
        Guardian guardian = link.open(hasty);
        guardian.arm(Duration.ofMillis(600), FIRST);
        await("the removal", () -> link.removed().equals(FIRST));

        await("its end", () -> link.processes().findAny().isEmpty());
    }

    @Test
    void a_closed_agents_deadline_stands_and_the_next_agent_is_told_that_it_came() throws Exception {
        Guardian before = link.open(UNWATCHED);
        before.arm(SOON, FIRST);
        before.close();
        await("the removal", () -> link.removed().equals(FIRST));
        assertThat(link.fired).hasValue(0);

        Guardian after = link.open();

        await("the report", () -> link.fired.get() == 1);
        assertThat(after.lives()).isTrue();
    }

    @Test
    void the_deadline_stands_for_the_next_agent_when_the_guardian_was_killed_too() throws Exception {
        Guardian before = link.open(UNWATCHED);
        before.arm(LATER, FIRST);
        before.close();
        link.process().destroyForcibly();
        await("its end", () -> link.processes().findAny().isEmpty());

        link.open();

        await("the report", () -> link.fired.get() == 1);
        assertThat(link.removed()).isEqualTo(FIRST);
    }

    @Test
    void a_plan_of_the_time_before_the_machine_was_started_is_forgotten() throws Exception {
        Files.createDirectory(
                link.folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(link.folder.resolve("plan"), "another-boot\n1;" + FIRST.getLast() + "\n");

        Guardian guardian = link.open();

        assertThat(guardian.lives()).isTrue();
        guardian.arm(Duration.ZERO, SECOND);
        await("the report", () -> link.fired.get() == 1);
        assertThat(link.removed()).isEqualTo(SECOND);
    }

    @Test
    void a_folder_without_room_stops_neither_arming_nor_a_new_start() throws Exception {
        Guardian guardian = link.open();
        Files.createDirectory(link.folder.resolve("plan"));
        Files.createFile(link.folder.resolve("plan/in-the-way"));
        Files.createDirectory(link.folder.resolve("plan.new"));
        Files.createFile(link.folder.resolve("plan.new/in-the-way"));
        guardian.arm(LATE, SECOND);
        ProcessHandle killed = link.process();

        killed.destroyForcibly();

        await("another guardian", () -> !killed.isAlive() && guardian.lives());
        guardian.arm(Duration.ZERO, FIRST);
        await("the report", () -> link.fired.get() == 1);
        assertThat(link.removed()).isEqualTo(FIRST);
    }

    @Test
    void nothing_but_a_security_association_of_its_interface_can_be_removed() throws Exception {
        Guardian guardian = link.open();
        for (String line : List.of(
                "link del macsec0",
                "route flush dev macsec0",
                "macsec del macsec1 tx sa 0",
                "macsec set macsec0 tx sa 0 on",
                "macsec set macsec0 tx sa 0 off key 00",
                "macsec del macsec0 tx sa 0\nlink del macsec0",
                "macsec del macsec0 rx sci 024d4653000b0001",
                "macsec del macsec0 tx sa 0;link del macsec0")) {
            assertThatThrownBy(() -> guardian.arm(Duration.ZERO, List.of(line)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("not the removal of a security association: " + line);
        }

        guardian.arm(Duration.ZERO, FIRST);
        await("the report", () -> link.fired.get() == 1);
        assertThat(link.removed()).isEqualTo(FIRST);
    }

    @Test
    void the_guardian_itself_takes_no_plan_that_removes_anything_else() throws Exception {
        Guardian guardian = link.open();
        guardian.arm(LATE, SECOND);
        guardian.close();
        try (Pipes pipes = Pipes.open(link.folder)) {
            assertThat(pipes.ask("plan", "1;link del macsec0", Duration.ofMillis(200), () -> true))
                    .isEmpty();
            assertThat(pipes.ask("plan", "1;macsec del macsec1 tx sa 0", Duration.ofMillis(200), () -> true))
                    .isEmpty();

            Answer answer =
                    pipes.ask("beat", "", Duration.ofSeconds(5), () -> true).orElseThrow();
            assertThat(answer.plan().entries())
                    .singleElement()
                    .extracting(Plan.Entry::lines)
                    .isEqualTo(SECOND);
        }
        assertThat(link.removed()).isEmpty();
    }

    @Test
    void what_is_no_question_does_not_spoil_the_ones_after_it() throws Exception {
        Guardian guardian = link.open();
        guardian.arm(LATE, SECOND);
        guardian.close();
        ProcessHandle process = link.process();
        try (Pipes pipes = Pipes.open(link.folder)) {
            Files.writeString(link.folder.resolve("ask"), "1234567 pl");

            pipes.ask("beat", "", SOON, () -> true);
            assertThat(pipes.ask("beat", "", Duration.ofSeconds(5), () -> true)).isPresent();
        }
        assertThat(link.process()).isEqualTo(process);
    }

    @Test
    void two_agents_can_not_have_it_at_once() throws Exception {
        link.open();

        assertThatThrownBy(() -> link.open())
                .isInstanceOf(GuardianFailure.class)
                .hasMessage("another agent holds " + link.folder.resolve("owner"));
    }

    @Test
    void a_folder_that_others_may_enter_and_an_ip_that_is_not_there_are_refused() throws Exception {
        Files.createDirectory(link.folder);
        Files.setPosixFilePermissions(link.folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> link.open())
                .isInstanceOf(GuardianFailure.class)
                .hasMessage(link.folder + " must have mode rwx------, not rwxr-xr-x");

        Files.setPosixFilePermissions(link.folder, PosixFilePermissions.fromString("rwx------"));
        Files.delete(link.ip);
        assertThatThrownBy(() -> link.open())
                .isInstanceOf(GuardianFailure.class)
                .hasMessageStartingWith("the guardian can't run ip: ");
    }
}
