package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;

/** A manager of a kind that no plugin serves any more. */
final class UnservedManagerTest {
    private static final ManagerKind FOREIGN = new ManagerKind("foreign");
    private static final String SAID = "no plugin serves 'foreign'; there are: apn-tapi, qkdn-015";

    private final StagedWorld world = new StagedWorld();

    private void refused(ManagerId id) {
        world.meet(id, FOREIGN);
        world.inventory.connectionChanged(
                id,
                new Connection(Connection.State.REFUSED, Optional.of(ReasonCode.MANAGER_REFUSED), SAID, world.now()));
    }

    private List<String> texts() {
        return world.blue().reasons().stream().map(Reason::text).toList();
    }

    @Test
    void a_service_in_use_keeps_what_stands_and_says_what_its_manager_lacks() throws SouthboundFailure {
        world.south.serve(Furniture.QKDN, Furniture.ASSOCIATION);
        world.ask(Optional.of(Furniture.intent()));
        world.configured();
        refused(Furniture.QKDN);
        List.of(Furniture.ALICE, Furniture.BOB).forEach(device -> {
            world.onboard(device);
            world.report(device, AssociationStatus.Phase.SECURED, "a");
            world.inventory.capabilities(device, Furniture.capabilities(device));
        });
        world.services.loaded();
        world.pass(Duration.ofMinutes(10));

        assertThat(world.blue().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(texts()).containsExactly("manager qkdn: " + SAID);
        assertThat(world.south.edits).isZero();
        assertThat(world.south.takenDown).isEmpty();
    }

    @Test
    void a_service_that_needs_an_optical_path_says_what_its_manager_lacks() {
        world.furnished();
        world.wired();
        refused(Furniture.APNC);
        world.ask(Optional.of(Furniture.intent()));
        world.pass(Grace.WHOLE);

        assertThat(world.blue().phase()).isEqualTo(Phase.FAILED);
        assertThat(texts()).containsExactly("manager apnc: " + SAID);
    }

    @Test
    void one_of_another_kind_that_can_serves_in_its_place() {
        world.furnished();
        refused(new ManagerId("a-manager"));
        world.ask(Optional.of(Furniture.intent()));
        world.settle();

        assertThat(world.south.served).containsOnlyKeys(Furniture.QKDN);
    }
}
