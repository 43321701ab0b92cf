package org.openmfs.southbound.qkdn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.qkdn.HeldNode.How;

/** What a node has already as it should be is not written once more. */
@Timeout(60)
final class EqualEntriesTest {
    private final HeldNetwork network = new HeldNetwork();

    @BeforeEach
    void a_key_link_that_stands() throws SouthboundFailure {
        network.setUp(300);
    }

    @AfterEach
    void stop() {
        network.close();
    }

    private long writes() {
        return network.a.count("PUT") + network.z.count("PUT");
    }

    @Test
    void after_a_restart_nothing_is_written_that_is_there() throws SouthboundFailure {
        network.restart();
        long before = writes();

        network.setUp(300);

        assertThat(writes()).isEqualTo(before);
        assertThat(network.missing()).isEmpty();
    }

    @Test
    void what_a_node_tells_of_its_own_beside_it_makes_no_difference() throws SouthboundFailure {
        network.a.replace(
                "\"app_qos\":",
                "\"app_status\":\"etsi-qkd-node-types:ON\",\"creation_time\":\"2026-11-29T00:00:00Z\",\"app_qos\":");
        long before = writes();

        network.setUp(300);

        assertThat(writes()).isEqualTo(before);
    }

    @Test
    void numbers_and_names_may_be_written_in_another_way() throws SouthboundFailure {
        network.a.replace("300", "\"300\"");
        network.a.replace("etsi-qkd-node-types:CLIENT", "CLIENT");
        long before = writes();

        network.setUp(300);

        assertThat(writes()).isEqualTo(before);
    }

    @Test
    void what_is_other_than_it_should_be_is_written_at_its_node_alone() throws SouthboundFailure {
        network.a.replace("sae-z", "sae-y");
        long before = network.z.count("PUT");

        network.setUp(300);

        assertThat(network.a.entries().values()).allMatch(entry -> entry.contains("sae-z"));
        assertThat(network.z.count("PUT")).isEqualTo(before);
    }

    @Test
    void what_somebody_else_set_beside_it_is_written_over() throws SouthboundFailure {
        network.a.replace("\"app_qos\":{", "\"app_qos\":{\"ttl\":1,");

        network.setUp(300);

        assertThat(network.a.entries().values()).noneMatch(entry -> entry.contains("ttl"));
    }

    @Test
    void what_a_request_in_doubt_may_still_change_is_written_though_it_is_there() throws SouthboundFailure {
        network.a.next("PUT", How.LEFT, 504);
        assertThat(network.refused(400)).isNotNull();
        long before = network.a.count("PUT");

        network.setUp(300);

        assertThat(network.a.count("PUT")).isEqualTo(before + 1);
        assertThat(network.missing()).isEmpty();
    }
}
