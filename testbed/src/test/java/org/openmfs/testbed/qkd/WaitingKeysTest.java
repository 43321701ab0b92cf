package org.openmfs.testbed.qkd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class WaitingKeysTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private final UUID app = UUID.randomUUID();
    private final UUID id = UUID.randomUUID();
    private final byte[] key = {1, 2, 3};
    private final WaitingKeys waiting = new WaitingKeys();

    private void waitingUntil(Instant expires) {
        waiting.add(app, "master", Set.of("one", "two"), new WaitingKeys.IdentifiedKey(id, key), expires);
    }

    @Test
    void each_named_slave_fetches_a_key_once_and_then_it_is_destroyed() throws KmeRefusal {
        waitingUntil(Instant.MAX);

        byte[] first = waiting.take(List.of(id), "one", "master").getFirst().key();
        assertThatThrownBy(() -> waiting.take(List.of(id), "one", "master")).isInstanceOf(KmeRefusal.class);
        byte[] second = waiting.take(List.of(id), "two", "master").getFirst().key();

        assertThat(first).containsExactly(1, 2, 3).isEqualTo(second);
        assertThat(key).containsOnly(0);
        assertThat(waiting.size()).isZero();
    }

    @Test
    void a_key_that_waited_too_long_is_destroyed() {
        waitingUntil(NOON);

        waiting.purge(NOON.minusMillis(1), Set.of(app));
        assertThat(waiting.size()).isOne();
        waiting.purge(NOON, Set.of(app));

        assertThat(waiting.size()).isZero();
        assertThat(key).containsOnly(0);
    }

    @Test
    void a_key_of_an_application_that_is_gone_is_destroyed() {
        waitingUntil(Instant.MAX);

        waiting.purge(NOON, Set.of(UUID.randomUUID()));

        assertThat(waiting.size()).isZero();
    }
}
