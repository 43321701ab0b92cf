package org.openmfs.standalone.mdsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.standalone.mdsal.JournaledConfiguration.Place;

/** Kills a committing process again and again, and looks whether each commit that was acknowledged is there whole. */
@Tag("not-under-mutation")
final class ConfigurationKillTest {
    private static final int MOST_COMMITS = 40;

    @TempDir
    private Path folder;

    @Test
    void what_was_acknowledged_is_there_after_a_kill_and_nothing_by_half() throws Exception {
        kill(3);
    }

    @Test
    @Tag("long")
    void what_was_acknowledged_is_there_after_a_hundred_kills_and_nothing_by_half() throws Exception {
        kill(100);
    }

    private void kill(int times) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Place place = KilledCommitterMain.place(folder);
        for (int kill = 1; kill <= times; kill++) {
            int promised = promisedUntilKilled(1 + random.nextInt(MOST_COMMITS), random.nextInt(3_000));
            Map<String, String> read =
                    new DeviceStore(place.context(), new ForgetfulKeeper(JournaledConfiguration.read(place))).hosts();
            int number = KilledCommitterMain.numberIn(read);
            assertThat(number).as("kill %d, seed %d", kill, seed).isBetween(promised, promised + 1);
            assertThat(read).as("kill %d, seed %d", kill, seed).isEqualTo(KilledCommitterMain.after(number));
        }
        try (DeviceStore last = KilledCommitterMain.open(place)) {
            assertThat(KilledCommitterMain.numberIn(last.hosts())).isGreaterThanOrEqualTo(times);
        }
        Files.delete(place.journal());
        assertThat(JournaledConfiguration.read(place).whole().isEmpty()).isFalse();
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledCommitterMain.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The last number that was said, after at least so many; killed a moment later, wherever it is then. */
    private int promisedUntilKilled(int commits, int micros) throws IOException, InterruptedException {
        Process committer = start();
        try (BufferedReader reader = committer.inputReader()) {
            int last = 0;
            int read = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                last = Integer.parseInt(line);
                if (++read == commits) {
                    TimeUnit.MICROSECONDS.sleep(micros);
                    committer.toHandle().destroyForcibly();
                }
            }
            assertThat(read).as("numbers that were said").isGreaterThanOrEqualTo(commits);
            return last;
        } finally {
            committer.destroyForcibly();
            committer.waitFor(10, TimeUnit.SECONDS);
        }
    }
}
