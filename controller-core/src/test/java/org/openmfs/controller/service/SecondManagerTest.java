package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.QkdTopology;

/** Another manager for the same nodes, which comes before the one in use by its name. */
final class SecondManagerTest {
    private static final ManagerId EARLIER = new ManagerId("a-manager");

    private final StagedWorld world = new StagedWorld();

    private QkdTopology topology() {
        return world.inventory
                .current()
                .manager(Furniture.QKDN)
                .orElseThrow()
                .topology()
                .orElseThrow();
    }

    @Test
    void a_key_link_stays_in_the_network_that_it_is_in() {
        world.furnished();
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.keyLink(Optional.empty());
        world.secured("a");
        world.settle();

        world.meet(EARLIER, ManagerKind.QKDN_015);
        world.inventory.topology(EARLIER, topology());
        world.settle();
        world.secured("b");
        world.pass(Duration.ofMinutes(1));

        assertThat(world.south.takenDown).isEmpty();
        assertThat(world.south.served).containsOnlyKeys(Furniture.QKDN);
    }

    @Test
    void where_the_first_network_cannot_the_next_is_asked() {
        world.furnished();
        QkdTopology whole = topology();
        world.meet(EARLIER, ManagerKind.QKDN_015);
        world.inventory.topology(EARLIER, new QkdTopology(Set.copyOf(Furniture.NODES), List.of(), List.of()));
        world.inventory.topology(Furniture.QKDN, whole);

        world.ask(Optional.of(Furniture.intent()));
        world.settle();

        assertThat(world.south.served).containsOnlyKeys(Furniture.QKDN);
    }

    @Test
    void an_optical_path_stays_with_the_apn_controller_that_made_it() {
        world.furnished();
        world.wired();
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.secured("a");
        world.settle();
        assertThat(world.south.served).containsKey(Furniture.APNC);

        world.meet(EARLIER, ManagerKind.APN_TAPI);
        world.pass(Duration.ofMinutes(1));

        assertThat(world.south.served).doesNotContainKey(EARLIER);
        assertThat(world.south.takenDown).isEmpty();
    }
}
