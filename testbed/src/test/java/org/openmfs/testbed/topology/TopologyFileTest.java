package org.openmfs.testbed.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TopologyFileTest {
    private static final String TWO_NODES = """
            {"name": "t", "qkd": {"nodes": [{"name": "A"}, {"name": "B"}],
             "links": [{"name": "A-B", "a": "A", "b": "B"}], "saes": [{"name": "cf-a", "node": "A"}]},
             "apn": {"nodes": [{"name": "G"}], "sips": [{"name": "s", "node": "G"}]}}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"two-nodes", "three-nodes"})
    void the_shipped_files_can_be_read(String name) throws IOException, TopologyException {
        Topology topology = TopologyFile.read(Path.of("topologies", name + ".json"));

        assertThat(topology.name()).isEqualTo(name);
        assertThat(topology.qkd().saes()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void ids_that_are_not_given_are_the_same_every_time() throws TopologyException {
        assertThat(TopologyFile.parse(TWO_NODES)).isEqualTo(TopologyFile.parse(TWO_NODES));
    }

    @Test
    void a_link_has_usual_values() throws TopologyException {
        QkdPlan.Link link = TopologyFile.parse(TWO_NODES).qkd().links().getFirst();

        assertThat(link.rate()).isEqualTo(10_000);
        assertThat(link.storeBits()).isEqualTo(1_000_000);
        assertThat(link.initialBits()).isEqualTo(100_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"b\": \"B\" | \"b\": \"Z\" | qkd.links[0].b: there is no node Z",
                "\"b\": \"B\" | \"b\": \"A\" | qkd.links[0].b: must be another node than a",
                "\"b\": \"B\" | \"c\": \"B\" | qkd.links[0].c: no such field here; known are name, id, a, b,",
                "\"b\": \"B\" | \"b\": \"B\", \"rate\": -1 | qkd.links[0].rate: must be a whole number from 0 to 4294967295",
                "\"b\": \"B\" | \"b\": \"B\", \"rate\": 1.5 | qkd.links[0].rate: must be a whole number",
                "\"b\": \"B\" | \"b\": \"B\", \"rate\": \"fast\" | qkd.links[0].rate: must be a number",
                "\"b\": \"B\" | \"b\": \"B\", \"qber-percent\": 51 | qkd.links[0].qber-percent: must be a number from 0.0 to 50.0",
                "\"b\": \"B\" | \"b\": \"B\", \"store-bits\": 10, \"initial-bits\": 11 | qkd.links[0].initial-bits: must be",
                "\"b\": \"B\" | \"b\": \"B\", \"id\": \"7\" | qkd.links[0].id: must be a lower-case UUID",
                "{\"name\": \"B\"} | {\"name\": \"A\"} | qkd.nodes[1].name: the name A is used twice",
                "{\"name\": \"B\"} | {\"name\": \"a b\"} | qkd.nodes[1].name: must be 1 to 64",
                "{\"name\": \"B\"} | {} | qkd.nodes[1].name: is missing",
                "{\"name\": \"B\"} | {\"name\": \"B\", \"kme-port\": 65536} | qkd.nodes[1].kme-port: must be a whole number from 0 to 65535",
                "{\"name\": \"B\"} | 7 | qkd.nodes[1]: must be an object",
                "\"node\": \"A\" | \"node\": \"Q\" | qkd.saes[0].node: there is no node Q",
                "\"node\": \"G\" | \"node\": \"A\" | apn.sips[0].node: there is no node A",
                "\"qkd\": { | \"qkd\": {\"sae-id-source\": \"x\", | qkd.sae-id-source: must be san-uri or cn",
                "\"qkd\": { | \"qkd\": {\"keys\": {\"min-bits\": 9}, | qkd.keys.min-bits: must be a multiple of 8",
                "\"qkd\": { | \"qkd\": {\"keys\": {\"default-bits\": 8}, | qkd.keys.default-bits: must be a whole number from 64 to 1024",
                "\"name\": \"t\" | \"name\": 7 | name: must be a text",
                "\"name\": \"t\" | \"name\": \"t\", \"colour\": 1 | colour: no such field here",
                "\"name\": \"t\" | \"name\" | not JSON:",
            })
    void a_mistake_is_reported_by_its_field(String right, String wrong, String report) {
        String text = TWO_NODES.replace(right, wrong);

        assertThat(text).isNotEqualTo(TWO_NODES);
        assertThatThrownBy(() -> TopologyFile.parse(text))
                .isInstanceOf(TopologyException.class)
                .hasMessageStartingWith(report);
    }

    @Test
    void a_topology_without_any_network_is_refused() {
        assertThatThrownBy(() -> TopologyFile.parse("{\"name\": \"t\"}")).hasMessageStartingWith("qkd.nodes:");
    }
}
