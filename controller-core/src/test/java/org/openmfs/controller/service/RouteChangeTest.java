package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.NodeId;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Plan;

/** A route that nobody is asked for is another one. */
final class RouteChangeTest {
    private final StagedWorld world = new StagedWorld().furnished();

    private void joined(String... middles) {
        List<Network.Node> nodes = new ArrayList<>(Furniture.network().nodes());
        List<Network.Link> links = new ArrayList<>();
        int cost = 1;
        for (String middle : List.of("north", "south")) {
            nodes.add(new Network.Node(new NodeId(middle), List.of(), List.of(), List.of()));
        }
        for (String middle : middles) {
            links.add(link("alice", middle, cost));
            links.add(link(middle, "bob", cost++));
        }
        Network plain = Furniture.network();
        Network network = new Network(plain.id(), plain.underlay(), plain.manager(), nodes, links);
        world.inventory.change(known -> known.withNetwork(network.id(), Optional.of(network)));
        world.settle();
    }

    private static Network.Link link(String from, String to, int cost) {
        return new Network.Link(from + "-" + to, new NodeId(from), new NodeId(to), cost, Set.of());
    }

    private static List<String> route(Plan plan) {
        return plan.paths().stream()
                .filter(path -> path.id().equals("data"))
                .findFirst()
                .orElseThrow()
                .nodes();
    }

    @Test
    void it_is_shown_as_it_is_and_nothing_is_set_up_anew() {
        joined("north", "south");
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.secured("a");
        world.settle();
        assertThat(route(world.blue().plan().orElseThrow())).contains("north");
        int edits = world.south.edits;
        world.told.clear();

        joined("south");

        Plan dry = ((PlanOutcome.Planned)
                        world.services.plan(Furniture.BLUE, Optional.empty()).orElseThrow())
                .plan();
        Plan shown = world.blue().plan().orElseThrow();
        assertThat(route(shown)).contains("south").isEqualTo(route(dry));
        assertThat(shown.hash()).isEqualTo(dry.hash());
        assertThat(world.phases()).containsOnly(Phase.ACTIVE);
        assertThat(world.south.edits).isEqualTo(edits);
    }
}
