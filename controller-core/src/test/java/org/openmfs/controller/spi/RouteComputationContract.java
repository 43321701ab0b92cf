package org.openmfs.controller.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.NetworkId;
import org.openmfs.controller.model.NodeId;
import org.openmfs.controller.spi.RouteComputation.Route;

/** What whoever computes routes does, whether built in or a PCE. */
public abstract class RouteComputationContract {
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final NodeId C = new NodeId("c");
    private static final NodeId D = new NodeId("d");

    protected abstract RouteComputation routes();

    @Test
    void of_two_routes_the_cheaper_is_given_with_both_ends_and_its_cost() {
        Network network = network(link(A, D, 10), link(A, B, 2), link(B, C, 3), link(C, D, 4));

        assertThat(routes().route(network, A, D)).contains(new Route(List.of(A, B, C, D), 9));
    }

    @Test
    void a_link_leads_one_way() {
        Network network = network(link(A, B, 1));

        assertThat(routes().route(network, A, B)).isPresent();
        assertThat(routes().route(network, B, A)).isEmpty();
    }

    @Test
    void nodes_that_no_links_join_have_no_route() {
        assertThat(routes().route(network(link(A, B, 1), link(C, D, 1)), A, D)).isEmpty();
        assertThat(routes().route(network(), A, B)).isEmpty();
    }

    @Test
    void a_node_of_another_network_has_no_route() {
        NodeId stranger = new NodeId("stranger");
        Network network = network(link(A, stranger, 1), link(stranger, B, 1), link(A, B, 7));

        assertThat(routes().route(network, A, stranger)).isEmpty();
        assertThat(routes().route(network, stranger, B)).isEmpty();
        assertThat(routes().route(network, A, B)).contains(new Route(List.of(A, B), 7));
    }

    @Test
    void a_node_is_where_it_is_at_no_cost() {
        assertThat(routes().route(network(link(A, B, 1)), A, A)).contains(new Route(List.of(A), 0));
    }

    private static Network network(Network.Link... links) {
        return new Network(
                new NetworkId("site"),
                Network.Underlay.IP,
                Optional.empty(),
                Stream.of(A, B, C, D)
                        .map(id -> new Network.Node(id, List.of(), List.of(), List.of()))
                        .toList(),
                List.of(links));
    }

    private static Network.Link link(NodeId from, NodeId to, int cost) {
        return new Network.Link(from + "-" + to, from, to, cost, Set.of());
    }
}
