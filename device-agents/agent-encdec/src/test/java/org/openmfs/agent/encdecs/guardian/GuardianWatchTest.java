package org.openmfs.agent.encdecs.guardian;

import static org.openmfs.agent.encdecs.guardian.GuardedInterface.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class GuardianWatchTest {
    private static final GuardianPace LOOKS_OFTEN_AND_ASKS_RARELY = new GuardianPace(
            Duration.ofMillis(20),
            Duration.ofHours(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20));

    private static final GuardianPace ASKS_OFTEN = new GuardianPace(
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(10),
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
    void a_killed_guardian_is_back_before_it_would_have_been_asked_again() throws Exception {
        link.open(LOOKS_OFTEN_AND_ASKS_RARELY).arm(Duration.ofHours(1), GuardedInterface.FIRST);
        List<ProcessHandle> before = link.processes().toList();

        link.process().destroyForcibly();

        await("another guardian", () -> link.processes().anyMatch(process -> !before.contains(process)));
    }

    @Test
    void a_guardian_that_hangs_is_noticed_and_replaced() throws Exception {
        link.open(ASKS_OFTEN).arm(Duration.ofHours(1), GuardedInterface.FIRST);
        ProcessHandle hung = link.process();

        GuardedInterface.signal(hung, "STOP");

        await("the end of the one that hangs", () -> !hung.isAlive());
        await("another guardian", () -> link.processes().findAny().isPresent());
    }
}
