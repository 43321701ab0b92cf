package org.openmfs.testbed.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KernelPairTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @BeforeEach
    void a_kernel_is_needed() {
        assumeTrue(
                KernelPrerequisites.missing().isEmpty(),
                () -> KernelPrerequisites.missing().orElseThrow());
    }

    @Test
    void both_sides_run_commands_in_namespaces_of_their_own_and_share_a_folder_with_the_outside() throws Exception {
        try (KernelPair pair = KernelPair.start(KernelPairSettings.isolated(folder.resolve("it's shared, by all")))) {
            Files.writeString(pair.shared().resolve("greeting"), "from outside\n");
            GuestCommand read = GuestCommand.of("sh", "-c", "cat greeting /proc/net/dev; echo $0", "it's");
            GuestCommand here = new GuestCommand(read.line(), Map.of(), pair.shared());

            assertThat(String.join("", pair.output(Side.A, here, SOON))).contains("from outside", "wire-a", "it's");
            assertThat(String.join("", pair.output(Side.B, here, SOON)))
                    .contains("wire-b")
                    .doesNotContain("wire-a");
        }
    }

    @Test
    void a_command_reports_its_exit_status_and_ends_on_request() throws Exception {
        try (KernelPair pair = KernelPair.start(KernelPairSettings.isolated(folder))) {
            GuestProcess failing = pair.run(Side.A, GuestCommand.of("sh", "-c", "exit 7"));
            GuestProcess waiting = pair.run(Side.B, GuestCommand.of("sleep", "1000"));

            assertThat(failing.await(SOON)).isTrue();
            assertThat(failing.exit()).hasValue(7);
            assertThat(waiting.ended()).isFalse();
            waiting.terminate();
            assertThat(waiting.await(SOON)).isTrue();
            assertThat(waiting.exit()).hasValue(128 + 15);
        }
    }

    @Test
    void nothing_is_left_after_close() throws Exception {
        KernelPair pair = KernelPair.start(KernelPairSettings.isolated(folder));
        List<ProcessHandle> processes = ProcessHandle.current().descendants().toList();

        pair.close();

        assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(pair.running()).isFalse();
    }

    @Test
    void the_guest_dies_with_the_process_that_started_it() throws Exception {
        Process owner =
                java(List.of(), KernelPairOwner.class, folder.toString()).start();
        List<ProcessHandle> guest = guestOf(owner);

        owner.destroyForcibly();

        assertThat(FileSignal.await(SOON, () -> guest.stream().noneMatch(ProcessHandle::isAlive)))
                .isTrue();
    }

    @Test
    void the_guest_dies_when_the_whole_process_group_is_killed_at_once() throws Exception {
        List<String> line = new ArrayList<>(List.of("setsid"));
        line.addAll(java(List.of(), KernelPairOwner.class, folder.toString()).command());
        Process owner = new ProcessBuilder(line).start();
        List<ProcessHandle> guest = guestOf(owner);

        new ProcessBuilder("kill", "-KILL", "--", "-" + owner.pid()).start().waitFor();

        assertThat(owner.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(FileSignal.await(SOON, () -> guest.stream().noneMatch(ProcessHandle::isAlive)))
                .isTrue();
    }

    private List<ProcessHandle> guestOf(Process owner) throws InterruptedException {
        assertThat(FileSignal.await(SOON, () -> Files.exists(folder.resolve("ready"))))
                .isTrue();
        List<ProcessHandle> guest = owner.descendants().toList();
        assertThat(guest).isNotEmpty();
        return guest;
    }

    @Test
    void the_outside_reaches_both_sides_inside_a_private_network_namespace() throws Exception {
        List<String> line = Netns.wrap(java(List.of("-Xmx128m"), KernelPairProbe.class, folder.toString())
                .command());
        Process probe = new ProcessBuilder(line).inheritIO().start();

        assertThat(probe.waitFor(90, TimeUnit.SECONDS)).isTrue();

        assertThat(probe.exitValue()).isZero();
        for (Side side : Side.values()) {
            TrafficCount inside = TrafficCount.read(folder.resolve("inside-" + side));
            TrafficCount outside = TrafficCount.read(folder.resolve("outside-" + side));
            assertThat(inside.sent()).isEqualTo(KernelPairProbe.DATAGRAMS);
            assertThat(inside.lostFrom(outside)).isZero();
            assertThat(outside.lostFrom(inside)).isZero();
        }
    }

    @Test
    void a_managed_pair_is_refused_on_the_networks_of_the_machine() {
        assertThatThrownBy(() -> KernelPair.start(KernelPairSettings.managed(folder)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("private network namespace");
    }

    private static ProcessBuilder java(List<String> options, Class<?> main, String argument) {
        List<String> line = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        line.addAll(options);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), argument));
        return new ProcessBuilder(line).redirectErrorStream(true);
    }
}
