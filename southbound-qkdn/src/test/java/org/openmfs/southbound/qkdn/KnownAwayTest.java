package org.openmfs.southbound.qkdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.KeyLinkIds;
import org.openmfs.controller.spi.SouthboundFailure;

/** A node that is known not to answer is not asked once more by whoever has something to take down there. */
@Timeout(60)
final class KnownAwayTest {
    /** A node that says nothing is waited for longer. */
    private static final Duration AT_ONCE = Duration.ofSeconds(4);

    private final HeldNetwork network = new HeldNetwork();

    @AfterEach
    void stop() {
        network.close();
    }

    private SouthboundFailure owed() {
        return assertTimeoutPreemptively(
                AT_ONCE, () -> catchThrowableOfType(SouthboundFailure.class, network::takeDown));
    }

    @Test
    void what_it_has_is_owed_at_once_and_taken_down_when_it_is_back() throws SouthboundFailure {
        network.setUp(300);
        network.z.answering(503);
        network.look();
        network.awaitAway();
        network.z.hold();

        assertThat(owed().getMessage()).contains(network.z.root().getAuthority());

        assertThat(network.a.entries()).isEmpty();
        network.z.answering(200);
        network.z.letGo();
        network.awaitAll();
        network.takeDown();
        assertThat(network.z.entries()).isEmpty();
    }

    @Test
    void what_it_may_have_from_before_the_start_is_owed_at_once() throws SouthboundFailure {
        network.setUp(300);
        network.z.answering(503);
        network.restartAway();
        network.z.hold();

        assertThat(owed()).isNotNull();
        assertThat(owed()).isNotNull();

        network.z.answering(200);
        network.z.letGo();
        network.awaitAll();
        network.takeDown();
        assertThat(network.z.entries()).isEmpty();
    }

    @Test
    void what_another_that_answers_has_is_taken_down_though_it_was_not_read_since() throws SouthboundFailure {
        network.z.answering(503);
        network.look();
        network.awaitAway();
        network.a.give(KeyLinkIds.of(HeldNetwork.BLUE).application().toString());

        network.takeDown();

        assertThat(network.a.entries()).isEmpty();
    }

    @Test
    void of_what_it_never_had_nothing_is_owed() {
        network.z.answering(503);
        network.look();
        network.awaitAway();
        network.z.hold();

        assertThatCode(network::takeDown).doesNotThrowAnyException();
    }
}
