package org.openmfs.agent.encdecs.macsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.memory.MadeUpKeys;
import org.openmfs.agent.memory.ProcessMemory;
import org.openmfs.agent.memory.WatchedProcess;

/** Where keys lie in the agent after ip(8) has read them. */
@Timeout(120)
@Tag("not-under-mutation")
final class WipedScriptTest {
    private static final int KEYS = 5;

    @TempDir
    private Path folder;

    @Test
    void what_ip_has_read_is_wiped_while_it_runs() throws Exception {
        try (WatchedProcess agent = WatchedProcess.start(SlowIpMain.class, Integer.toString(KEYS), folder.toString())) {
            ProcessMemory memory = agent.memory();
            assumeTrue(memory.isOpen(), "the memory of another process can't be read here");

            assertThat(memory.search(MadeUpKeys.search(KEYS)).stream()
                            .map(copy -> copy.found().form())
                            .collect(Collectors.groupingBy(form -> form, Collectors.counting())))
                    .as("each key as its owner holds it, and no letters of it")
                    .containsExactlyInAnyOrderEntriesOf(java.util.Map.of("octets", (long) KEYS));
        }
    }
}
