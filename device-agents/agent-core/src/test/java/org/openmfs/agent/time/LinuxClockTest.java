package org.openmfs.agent.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinuxClockTest {
    @TempDir
    private Path folder;

    private LinuxClock clock() throws Exception {
        Files.writeString(folder.resolve("boot"), "one-boot\n");
        return new LinuxClock(
                () -> Instant.EPOCH, folder.resolve("generation"), folder.resolve("uptime"), folder.resolve("boot"));
    }

    @Test
    void it_tells_the_time_since_boot_and_which_boot() throws Exception {
        Files.writeString(folder.resolve("uptime"), "12345.67 99.00\n");

        assertThat(clock().now()).isEqualTo(new Moment(Instant.EPOCH, "one-boot", Duration.ofMillis(12_345_670)));
    }

    @Test
    void a_generation_that_reads_as_nothing_is_the_one_of_before() throws Exception {
        LinuxClock clock = clock();
        Files.writeString(folder.resolve("generation"), "one\n");
        assertThat(clock.generation()).isEqualTo("one");

        Files.writeString(folder.resolve("generation"), "\n");
        assertThat(clock.generation()).isEqualTo("one");
    }

    @Test
    void while_the_time_since_boot_can_not_be_read_it_goes_on_from_where_it_was() throws Exception {
        LinuxClock clock = clock();
        Files.writeString(folder.resolve("uptime"), "1000000.00 1\n");
        clock.now();
        Files.delete(folder.resolve("uptime"));

        assertThat(clock.now().uptime()).isBetween(Duration.ofSeconds(1_000_000), Duration.ofSeconds(1_000_060));

        Files.writeString(folder.resolve("uptime"), "not a number\n");
        assertThat(clock.now().uptime()).isBetween(Duration.ofSeconds(1_000_000), Duration.ofSeconds(1_000_060));
    }
}
