package org.openmfs.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients that write at the same time into OpenDaylight's own datastore. */
@Tag("long")
final class KarafConcurrentWritesTest {
    private static final int CLIENTS = 80;
    private static final int WRITES_OF_EACH = 125;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    @TempDir
    private Path data;

    @Test
    void of_ten_thousand_writes_by_eighty_clients_at_once_none_is_lost_and_none_takes_long() throws Exception {
        try (KarafProcess karaf = new KarafProcess(data);
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(karaf.put("/data/mfs-method:methods", "{\"mfs-method:methods\":{\"method\":[]}}")
                            .status())
                    .isIn(201, 204);
            List<Callable<Duration>> writers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                writers.add(() -> longestOf(karaf, client));
            }
            List<Duration> longest = new ArrayList<>();
            for (Future<Duration> writer : clients.invokeAll(writers)) {
                longest.add(writer.get());
            }

            assertThat(longest).hasSize(CLIENTS).allMatch(taken -> taken.compareTo(LONGEST) < 0);
            String kept = karaf.get("/data/mfs-method:methods").body();
            for (int i = 0; i < CLIENTS; i++) {
                assertThat(kept).contains("write " + (WRITES_OF_EACH - 1) + " of client " + i + "\"");
            }
            assertThat(karaf.stop()).isZero();
        }
    }

    private static Duration longestOf(KarafProcess karaf, int client) throws Exception {
        Duration longest = Duration.ZERO;
        for (int i = 0; i < WRITES_OF_EACH; i++) {
            Instant begin = Instant.now();
            KarafProcess.Reply reply =
                    karaf.put("/data/mfs-method:methods/method=method-" + client, """
                    {"mfs-method:method":[{"id":"method-%d","ground":["structured-lattice"],"category":5,
                    "text":"write %d of client %d"}]}""".formatted(client, i, client));
            assertThat(reply.status()).as(reply.body()).isEqualTo(i == 0 ? 201 : 204);
            Duration taken = Duration.between(begin, Instant.now());
            longest = taken.compareTo(longest) > 0 ? taken : longest;
        }
        return longest;
    }
}
