package org.openmfs.testbed.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in a real kernel end at their deadline, whatever becomes of the process that installed them. */
final class KernelGuardianTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LEFT = Duration.ofSeconds(25);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int ONE_SECOND_OF_FRAMES = 50;
    private static final GuestJava JAVA = GuestJava.likeThis(64);

    @TempDir
    private static Path folder;

    private static KernelPair pair;

    @BeforeAll
    static void boot() throws Exception {
        assumeTrue(
                KernelPrerequisites.missing().isEmpty(),
                () -> KernelPrerequisites.missing().orElseThrow());
        pair = KernelPair.start(KernelPairSettings.isolated(folder));
    }

    @AfterAll
    static void power_off() {
        if (pair != null) {
            pair.close();
        }
    }

    private static GuestProcess armed(Duration left, String guardians) throws Exception {
        GuestProcess agent = pair.run(
                Side.A,
                JAVA.main(MacsecGuardedMain.class.getName(), List.of(Long.toString(left.toSeconds()), guardians)));
        assertThat(FileSignal.await(PATIENCE, () -> says(agent, MacsecGuardedMain.ARMED)))
                .as(() -> text(agent))
                .isTrue();
        return agent;
    }

    @Test
    void after_kill_9_no_frame_passes_any_more_soon_after_the_keys_maximum_age() throws Exception {
        GuestProcess agent = armed(LEFT, "/run/guardians-1");
        long begun = System.nanoTime();
        KernelTraffic traffic = KernelTraffic.start(pair, JAVA, MacsecInGuest.ADDRESSES, ONE_SECOND_OF_FRAMES, 0);
        assertThat(FileSignal.await(LEFT, () -> arrived(traffic) > 0)).isTrue();
        agent.kill();
        assertThat(agent.await(PATIENCE)).isTrue();
        assertThat(holdsKeys()).isTrue();

        assertThat(FileSignal.await(PATIENCE, () -> !holdsKeys())).isTrue();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LEFT.plus(GRACE));
        awaitSent(traffic, ONE_SECOND_OF_FRAMES);
        long last = arrived(traffic);
        awaitSent(traffic, 3 * ONE_SECOND_OF_FRAMES);
        assertThat(arrived(traffic)).isEqualTo(last);
        traffic.stop();
    }

    @Test
    void a_guardian_that_is_killed_is_back_within_seconds_and_keeps_the_deadline() throws Exception {
        Duration left = Duration.ofSeconds(20);
        GuestProcess agent = armed(left, "/run/guardians-2");
        long begun = System.nanoTime();
        assertThat(guardians()).isPositive();
        shell("pkill -9 -f guardian[.]sh");

        assertThat(FileSignal.await(Duration.ofSeconds(10), () -> guardians() > 0 || !holdsKeys()))
                .isTrue();
        assertThat(FileSignal.await(PATIENCE, () -> !holdsKeys())).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(left.plus(GRACE));
        agent.kill();
    }

    private static int guardians() {
        return Integer.parseInt(
                shell("pgrep -c -f guardian[.]sh || true").getLast().strip());
    }

    private static boolean holdsKeys() {
        return shell("ip macsec show; ip -n " + Side.B.namespace() + " macsec show").stream()
                .anyMatch(line -> line.contains(" key "));
    }

    private static List<String> shell(String script) {
        try {
            return pair.output(Side.A, GuestCommand.of("sh", "-c", script), PATIENCE);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Waits until each side has tried to send so many frames more; what its report says is newer than this call then. */
    private static void awaitSent(KernelTraffic traffic, int more) throws Exception {
        for (Side side : Side.values()) {
            long enough = count(traffic, side).sent() + more;
            assertThat(FileSignal.await(PATIENCE, () -> count(traffic, side).sent() >= enough))
                    .as("side %s goes on sending", side)
                    .isTrue();
        }
    }

    private static long arrived(KernelTraffic traffic) {
        return count(traffic, Side.A).received() + count(traffic, Side.B).received();
    }

    private static TrafficCount count(KernelTraffic traffic, Side side) {
        try {
            return traffic.count(side);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean says(GuestProcess process, String line) {
        return text(process).lines().anyMatch(line::equals);
    }

    private static String text(GuestProcess process) {
        try {
            return Files.readString(process.log());
        } catch (IOException e) {
            return "";
        }
    }
}
