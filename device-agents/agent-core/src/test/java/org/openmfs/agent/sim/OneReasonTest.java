package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationReport.Reason;
import org.openmfs.agent.protocol.ReasonCode;

/** A cause has one reason at a time: what is known of it last. */
final class OneReasonTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String GONE = "there is no such file";

    private final World world = new World(World.Choices.calm(23));
    private boolean forgotten = true;

    @Test
    void a_responder_that_lacked_a_key_and_has_another_one_now_shows_that_the_keys_differ_and_nothing_else() {
        begin();
        world.faults.get(World.PSK).forgets(() -> forgotten);
        world.time.run(MINUTE);
        assertThat(exchangeReasons(world.a)).contains(ReasonCode.METHOD_EXHAUSTED);
        assertThat(exchangeReasons(world.b)).contains(ReasonCode.METHOD_EXHAUSTED);

        forgotten = false;
        world.faults.get(World.PSK).set(0, 0, 1);
        world.time.run(MINUTE);

        assertThat(exchangeReasons(world.a)).containsExactly(ReasonCode.KEY_CONFIRMATION_FAILED);
        assertThat(exchangeReasons(world.b)).containsExactly(ReasonCode.KEY_CONFIRMATION_FAILED);
    }

    @Test
    void a_file_that_is_removed_after_it_lacked_the_peers_key_is_missing_and_nothing_else() {
        begin();
        world.faults.get(World.PSK).dry(() -> true);
        world.time.run(MINUTE);
        assertThat(exchangeReasons(world.a)).containsExactly(ReasonCode.METHOD_EXHAUSTED);

        world.a.associations().methodChanged(World.PSK, Optional.of(GONE));
        world.time.run(Duration.ofMillis(200));

        assertThat(world.a.report().reasons())
                .filteredOn(reason -> reason.code() != ReasonCode.STOCK_EMPTY)
                .extracting(Reason::code, Reason::text)
                .containsExactly(tuple(ReasonCode.METHOD_UNREACHABLE, "psk: " + GONE));
    }

    private void begin() {
        world.configure(
                World.settings(List.of(World.SILVER), World.TWO_GROUNDS, World.life(Duration.ofSeconds(20), 1)));
        world.start();
    }

    private static List<ReasonCode> exchangeReasons(Node node) {
        return CalmWorld.codes(node).stream()
                .filter(code -> code != ReasonCode.STOCK_EMPTY)
                .toList();
    }
}
