package org.openmfs.agent.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.agent.memory.MadeUpKeys;
import org.openmfs.agent.memory.ProcessMemory;
import org.openmfs.agent.memory.WatchedProcess;

/** What is left of closed keys in the memory of a process whose collector moves objects. */
@Timeout(120)
@Tag("not-under-mutation")
final class MovedKeysTest {
    private static final int KEYS = 50;

    @Test
    void of_keys_that_were_open_during_collections_no_copy_is_left_when_they_are_closed() throws Exception {
        try (WatchedProcess holder = WatchedProcess.start(KeyMoverMain.class, Integer.toString(KEYS))) {
            ProcessMemory memory = holder.memory();
            assumeTrue(memory.isOpen(), "the memory of another process can't be read here");

            assertThat(memory.search(MadeUpKeys.search(KEYS)).stream()
                            .map(copy -> copy.found().secret())
                            .collect(Collectors.groupingBy(key -> key, Collectors.counting())))
                    .as("the one that is open, once, and nothing else")
                    .containsExactlyInAnyOrderEntriesOf(java.util.Map.of("key " + (KEYS - 1), 1L));
        }
    }
}
