package org.openmfs.southbound.qkdn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.qkdn.HeldNode.How;

/** What a node did that did not say so clearly. */
@Timeout(60)
final class UnclearAnswerTest {
    private static final int UNPACKABLE = -1;
    private static final int NO_ANSWER = 0;

    private final HeldNetwork network = new HeldNetwork();

    @BeforeEach
    void a_key_link_that_stands() throws SouthboundFailure {
        network.setUp(300);
    }

    @AfterEach
    void stop() {
        network.close();
    }

    private void assertDoubt() {
        assertThat(network.missing())
                .hasValueSatisfying(text -> assertThat(text).contains("half changed"));
        assertThat(network.a.entries().values()).allMatch(entry -> entry.contains("400"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408})
    void what_a_node_fails_to_do_by_a_fault_of_its_own_it_may_have_done(int status) throws SouthboundFailure {
        network.a.next("PUT", How.DONE, status);

        assertThat(network.refused(400).getMessage()).contains("status " + status);

        assertDoubt();
        network.setUp(300);
        assertThat(network.missing()).isEmpty();
        assertThat(network.a.entries().values()).allMatch(entry -> entry.contains("300"));
    }

    @Test
    void what_a_node_answers_so_that_nobody_can_read_it_it_may_have_done() {
        network.a.next("PUT", How.DONE, UNPACKABLE);

        assertThat(network.refused(400)).isNotNull();

        assertDoubt();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429, 400})
    void what_a_node_refuses_when_it_is_asked_again_it_may_have_done_before(int status) {
        network.a.next("PUT", How.DONE, NO_ANSWER);
        network.a.next("PUT", How.LEFT, status);

        assertThat(network.refused(400)).isNotNull();

        assertDoubt();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 409, 412, 413, 429})
    void what_a_node_refuses_it_has_not_done(int status) {
        network.a.next("PUT", How.LEFT, status);

        assertThat(network.refused(400)).isNotNull();

        assertThat(network.missing()).isEmpty();
        assertThat(network.a.entries().values()).allMatch(entry -> entry.contains("300"));
    }

    @Test
    void what_another_node_was_told_before_one_refuses_casts_doubt() {
        network.z.next("PUT", How.LEFT, 403);

        assertThat(network.refused(400)).isNotNull();

        assertDoubt();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void what_a_node_did_and_did_not_say_is_undone(int status) throws SouthboundFailure {
        network.takeDown();
        network.z.next("PUT", How.DONE, status);

        assertThat(network.refused(400)).isNotNull();

        assertThat(network.a.entries()).isEmpty();
        assertThat(network.z.entries()).isEmpty();
    }

    @Test
    void what_could_not_be_undone_is_taken_down_later() throws SouthboundFailure {
        network.takeDown();
        network.z.next("PUT", How.LAST, 503);

        assertThat(network.refused(400)).isNotNull();

        network.awaitAway();
        assertThat(network.z.entries()).isNotEmpty();
        network.z.answering(200);
        network.awaitAll();
        network.takeDown();
        assertThat(network.z.entries()).isEmpty();
    }
}
