package org.openmfs.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/** Kills an appending process again and again, and looks whether the archive kept what it had promised. */
@Tag("not-under-mutation")
final class ArchiveKillTest {
    private static final int KILLS = 3;

    @TempDir
    private Path folder;

    @Test
    void what_stood_on_disk_stands_after_a_kill_and_the_chain_verifies() throws Exception {
        Places places = new Places(folder);
        Path file = places.file("m1.db");
        Random random = new Random(8);
        Head promised = Head.NONE;
        for (int kill = 0; kill < KILLS; kill++) {
            promised = promisedUntilKilled(file, 1 + random.nextInt(5_000));
            List<Verdict> verdicts = new Verification(List.of(file), List.of())
                    .expecting(new MemberId("m1"), promised)
                    .verdicts();
            assertThat(verdicts).hasSize(1).allMatch(Verdict::isSound);
        }
        Archive.open(places.settings("m1"), promised, ArchiveTime.OF_SYSTEM).close();
        assertThat(Places.read(file))
                .filteredOn(row -> row.entry().what().startsWith("{\"why\":\"opened\""))
                .hasSize(KILLS);
        assertThat(promised.sequence()).isGreaterThan(KILLS);
    }

    @Test
    void a_second_process_is_refused_in_one_line_and_readers_are_not() throws Exception {
        Places places = new Places(folder);
        Process other = start(places.file("m1.db"));
        try (BufferedReader reader = other.inputReader()) {
            Head known = Head.of(reader.readLine());

            assertThatThrownBy(() -> places.open("m1"))
                    .isInstanceOfSatisfying(
                            ArchiveFailure.class, e -> assertThat(e.why()).isEqualTo(Why.HELD))
                    .hasMessage(places.file("m1.db") + " is written by another process, which must end first");
            assertThat(new Verification(List.of(places.file("m1.db")), List.of())
                            .expecting(new MemberId("m1"), known)
                            .verdicts())
                    .allMatch(Verdict::isSound);
        } finally {
            other.destroyForcibly();
            other.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private Process start(Path file) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.sqlite.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledArchiver.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The last whole line of many. */
    private Head promisedUntilKilled(Path file, int lines) throws IOException, InterruptedException {
        Process writer = start(file);
        try (BufferedReader reader = writer.inputReader()) {
            Head last = Head.NONE;
            String line = reader.readLine();
            int read = 0;
            while (line != null) {
                if (++read == lines) {
                    writer.toHandle().destroyForcibly();
                }
                if (line.matches("\\d+:[0-9a-f]{96}")) {
                    last = Head.of(line);
                }
                line = reader.readLine();
            }
            assertThat(read).as("lines of the writer").isGreaterThanOrEqualTo(lines);
            return last;
        } finally {
            writer.destroyForcibly();
            writer.waitFor(10, TimeUnit.SECONDS);
        }
    }
}
