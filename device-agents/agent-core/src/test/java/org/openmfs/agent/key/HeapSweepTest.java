package org.openmfs.agent.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.agent.memory.KeySearch;
import org.openmfs.agent.memory.MadeUpKeys;
import org.openmfs.agent.memory.ProcessMemory;
import org.openmfs.agent.memory.WatchedProcess;

/** What lies in the free heap of a process. */
@Timeout(120)
@Tag("not-under-mutation")
final class HeapSweepTest {
    private static final int KEYS = 50;
    private static final int LOOKS = 20;
    private static final Duration OFTEN = Duration.ofMillis(200);
    private static final Duration NEVER = Duration.ofDays(1);

    private final KeySearch search = MadeUpKeys.search(KEYS);

    @Test
    void what_collections_left_in_the_old_places_of_keys_is_written_over() throws Exception {
        try (WatchedProcess swept = start(OFTEN)) {
            assumeTrue(swept.memory().isOpen(), "the memory of another process can't be read here");
            int left = KEYS;
            for (int i = 0; i < LOOKS && left > 0; i++) {
                left = found(swept.memory());
            }
            assertThat(left).isZero();
        }
    }

    @Test
    void it_stays_there_where_nobody_sweeps() throws Exception {
        try (WatchedProcess left = start(NEVER)) {
            assumeTrue(left.memory().isOpen(), "the memory of another process can't be read here");
            found(left.memory());
            assertThat(found(left.memory())).isPositive();
        }
    }

    private static WatchedProcess start(Duration pace) throws IOException {
        return WatchedProcess.start(LittererMain.class, Integer.toString(KEYS), Long.toString(pace.toMillis()));
    }

    private int found(ProcessMemory memory) throws IOException, InterruptedException {
        return memory.search(search).size();
    }
}
