package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Step;

/** Two CFs whose KMEs are those of one QKD node. */
final class OneQkdNodeTest {
    private final StagedWorld world = new StagedWorld().furnished();

    @Test
    void a_service_that_moves_to_another_cf_at_the_same_qkd_node_has_its_key_link_written_for_that_cf() {
        standing(Furniture.node("alice", 0, false), Furniture.node("bob", 2, false), Furniture.node("carol", 2, false));
        world.connect(Furniture.CAROL);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.keyLink(Optional.empty());
        world.secured("a");
        world.settle();
        assertThat(world.south.links.get(Furniture.ASSOCIATION).saeZ()).isEqualTo("sae-bob");

        world.ask(Optional.of(Furniture.intent(Furniture.CAROL, false)));
        world.pass(Duration.ofSeconds(10));

        assertThat(world.south.links.get(Furniture.ASSOCIATION).saeZ()).isEqualTo("sae-carol");
    }

    @Test
    void two_cfs_that_get_their_keys_from_one_qkd_node_are_not_joined_by_qkd() {
        standing(Furniture.node("alice", 2, false), Furniture.node("bob", 2, false));

        world.ask(Optional.of(Furniture.intent()));
        world.settle();

        assertThat(world.blue().phase()).isEqualTo(Phase.FAILED);
        assertThat(world.codes()).contains(ReasonCode.NO_KEY_PATH);
        assertThat(world.blue().reasons())
                .extracting(Reason::text)
                .anySatisfy(text -> assertThat(text).contains("cf-alice", "cf-bob", "one QKD node"));
        assertThat(world.south.links).isEmpty();
        assertThat(world.blue().plan().stream()
                        .flatMap(plan -> plan.steps().stream())
                        .filter(Step.KeyLink.class::isInstance))
                .isEmpty();
    }

    private void standing(Network.Node... nodes) {
        Network network = Furniture.network(List.of(nodes));
        world.inventory.change(known -> known.withNetwork(network.id(), Optional.of(network)));
        world.settle();
    }
}
