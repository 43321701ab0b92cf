package org.openmfs.agent.encdecs.guardian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openmfs.agent.encdecs.guardian.GuardedInterface.FIRST;
import static org.openmfs.agent.encdecs.guardian.GuardedInterface.SECOND;
import static org.openmfs.agent.encdecs.guardian.GuardedInterface.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.TrafficKey;

/** What an Enc/Dec with a guardian does itself, and what it leaves to the one that it guards. */
@Timeout(60)
final class GuardedEncDecTest {
    private static final Slot SLOT = new Slot(0);
    private static final GuardianPace UNWATCHED = new GuardianPace(
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20));

    @TempDir
    private Path place;

    private final NotedEncDec inner = new NotedEncDec();
    private GuardedInterface link;
    private Guardian guardian;
    private GuardedEncDec guarded;

    @BeforeEach
    void make() throws Exception {
        link = new GuardedInterface(place.toRealPath());
        guardian = link.open(UNWATCHED);
        guarded = new GuardedEncDec(inner, guardian, slots -> slots.contains(SLOT) ? FIRST : SECOND);
    }

    @AfterEach
    void end() throws Exception {
        link.close();
    }

    @Test
    void what_is_asked_of_it_is_done_by_the_one_that_it_guards() throws Exception {
        try (TrafficKey key = TrafficKey.random()) {
            guarded.prepareReceive(SLOT, key.farToNear());
            guarded.switchTransmit(SLOT, key.nearToFar());
            guarded.retire(SLOT);
            guarded.clear();
            guarded.close();
        }

        assertThat(inner.done()).containsExactly("prepareReceive", "switchTransmit", "retire", "clear", "close");
        assertThat(guarded.name()).isEqualTo(inner.name());
        assertThat(guarded.newestNumber()).isEqualTo(inner.newestNumber());
        assertThat(guarded.profile()).isEqualTo(inner.profile());
        assertThat(guarded.traits()).isEqualTo(inner.traits());
        assertThat(guarded.observe()).isEqualTo(inner.observe());
    }

    @Test
    void without_a_guardian_no_key_is_taken_and_none_is_sent_under() throws Exception {
        guardian.close();
        assertThat(guardian.lives()).isFalse();

        try (TrafficKey key = TrafficKey.random()) {
            assertThatThrownBy(() -> guarded.prepareReceive(SLOT, key.farToNear()))
                    .isInstanceOf(EncDecFailure.class);
            assertThatThrownBy(() -> guarded.switchTransmit(SLOT, key.nearToFar()))
                    .isInstanceOf(EncDecFailure.class);
        }
        assertThat(inner.done()).isEmpty();
    }

    @Test
    void the_guardian_removes_what_is_in_the_slots_at_their_deadlines() throws Exception {
        guarded.guard(Map.of(SLOT, Duration.ofMillis(100), new Slot(1), Duration.ofHours(1)));

        await("the removal", () -> link.removed().equals(FIRST));
    }

    @Test
    void with_no_key_left_the_guardian_has_nothing_to_do_and_ends_with_the_agent() throws Exception {
        guarded.guard(Map.of(SLOT, Duration.ofHours(1)));
        guarded.guard(Map.of());
        guarded.close();

        await("the end of the guardian", () -> link.processes().findAny().isEmpty());
    }

    @Test
    void an_agent_that_ends_and_finds_its_guardian_broken_leaves_no_key_behind() throws Exception {
        breakGuardian();

        guarded.close();

        assertThat(inner.done()).endsWith("clear", "close");
    }

    @Test
    void what_it_guards_is_closed_also_when_a_bug_keeps_it_from_being_cleared() throws Exception {
        breakGuardian();
        inner.failsToClear();

        assertThatThrownBy(guarded::close).isInstanceOf(IllegalStateException.class);

        assertThat(inner.done()).endsWith("close");
    }

    private void breakGuardian() throws Exception {
        guarded.guard(Map.of(SLOT, Duration.ofHours(1)));
        ProcessHandle process = link.process();
        process.destroyForcibly();
        await("its end", () -> !process.isAlive());
        try (Stream<Path> files = Files.list(link.folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(link.folder);
    }

    @Test
    void an_armed_guardian_that_was_killed_is_back_when_the_agent_ends() throws Exception {
        guarded.guard(Map.of(SLOT, Duration.ofHours(1)));
        ProcessHandle killed = link.process();
        killed.destroyForcibly();
        await("its end", () -> !killed.isAlive());

        guarded.close();

        assertThat(link.process()).isNotEqualTo(killed);
    }

    @Test
    void programs_of_others_live_on_when_a_guardian_is_ended() throws Exception {
        Path script = link.folder.resolve("guardian.sh");
        Process shell = new ProcessBuilder("bash", "-c", "sleep 100; true").start();
        Process wordless = new ProcessBuilder("bash").start();
        Process reader = new ProcessBuilder("tail", script.toString(), "-f").start();
        try {
            guarded.close();
            await("the end of the guardian", () -> link.processes().allMatch(process -> process.pid() == reader.pid()));

            assertThat(shell.waitFor(200, TimeUnit.MILLISECONDS))
                    .as("the shell ended")
                    .isFalse();
            assertThat(wordless.isAlive()).as("the shell without words lives").isTrue();
            assertThat(reader.waitFor(200, TimeUnit.MILLISECONDS))
                    .as("the reader ended")
                    .isFalse();
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
            wordless.destroyForcibly();
            reader.destroyForcibly();
        }
    }

    @Test
    void keys_do_not_stay_when_the_guardian_is_lost() {
        GuardedEncDec.clearing(inner).lost(new GuardianFailure("it was ended"));

        assertThat(inner.done()).isEqualTo(List.of("clear"));
    }
}
