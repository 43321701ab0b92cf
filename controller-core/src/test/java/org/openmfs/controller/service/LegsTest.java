package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Step;

/** What the associations of a service's legs are called, and what becomes of one from before services had legs. */
final class LegsTest {
    private static final AssociationId OLDER = Furniture.BLUE.withoutLegs();

    private final StagedWorld world = new StagedWorld();

    @Test
    void the_association_of_a_leg_is_called_after_service_and_leg() {
        world.furnished();
        world.ask(Optional.of(Furniture.intent()));
        world.settle();

        assertThat(world.south.configured.get(Furniture.ALICE)).containsOnlyKeys(new AssociationId("blue/1"));
        assertThat(world.blue().plan().orElseThrow().steps())
                .extracting(Step::association)
                .containsOnly(new AssociationId("blue/1"));
        assertThat(ServiceId.of(new AssociationId("blue/1"))).contains(Furniture.BLUE);
        assertThat(ServiceId.of(OLDER)).contains(Furniture.BLUE);
    }

    @Test
    void an_association_from_before_services_had_legs_goes_on_as_the_first_leg() {
        List.of(Furniture.ALICE, Furniture.BOB).forEach(this::hasOlder);
        world.furnished();
        List.of(Furniture.ALICE, Furniture.BOB).forEach(this::reportsOlder);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();

        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
        assertThat(world.blue().plan().orElseThrow().legs().getFirst().association())
                .isEqualTo(OLDER);
        assertThat(world.south.configured.get(Furniture.ALICE)).containsOnlyKeys(OLDER);
        assertThat(world.south.configured.get(Furniture.BOB)).containsOnlyKeys(OLDER);
        assertThat(world.south.links).containsOnlyKeys(OLDER);

        world.ask(Optional.empty());
        world.settle();
        assertThat(world.south.configured.get(Furniture.ALICE)).isEmpty();
        assertThat(world.south.links).isEmpty();
        assertThat(world.gone).contains(Furniture.BLUE);
    }

    @Test
    void what_a_device_that_is_no_end_reports_changes_no_name() {
        List.of(Furniture.ALICE, Furniture.BOB).forEach(this::hasOlder);
        world.furnished();
        List.of(Furniture.ALICE, Furniture.BOB).forEach(this::reportsOlder);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();

        world.connect(Furniture.CAROL);
        world.settle();
        int edits = world.south.edits;
        world.report(Furniture.CAROL, AssociationStatus.Phase.SECURED, "a");
        world.settle();

        assertThat(world.south.configured.get(Furniture.ALICE)).containsOnlyKeys(OLDER);
        assertThat(world.south.configured.get(Furniture.BOB)).containsOnlyKeys(OLDER);
        assertThat(world.south.edits).as("Carol is relieved, and nothing else").isEqualTo(edits + 1);
    }

    @Test
    void nor_does_it_give_a_new_service_the_older_name() {
        world.furnished();
        world.connect(Furniture.CAROL);
        reportsOlder(Furniture.CAROL);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();

        assertThat(world.south.configured.get(Furniture.ALICE)).containsOnlyKeys(Furniture.ASSOCIATION);
    }

    @Test
    void one_that_a_device_brings_back_beside_the_leg_that_took_its_place_is_taken_away() {
        world.furnished();
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.secured("a");
        world.settle();

        world.south.configured.get(Furniture.BOB).put(OLDER, StagedWorld.association());
        reportsOlder(Furniture.BOB);
        world.settle();

        assertThat(world.south.configured.get(Furniture.BOB)).containsOnlyKeys(Furniture.ASSOCIATION);
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
    }

    @Test
    void what_stands_at_devices_is_recognised_after_a_restart_and_not_written_again() {
        world.furnished();
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.secured("a");
        world.settle();
        StagedWorld restarted = new StagedWorld();
        restarted.south.configured.putAll(world.south.configured);
        restarted.configured();
        for (DeviceId device : List.of(Furniture.ALICE, Furniture.BOB)) {
            restarted.onboard(device);
            restarted.configurations(device);
            restarted.report(device, AssociationStatus.Phase.SECURED, "a");
            restarted.connect(device);
        }
        restarted.meet(Furniture.QKDN, ManagerKind.QKDN_015);
        restarted.links(Optional.empty());
        restarted.ask(Optional.of(Furniture.intent()));
        restarted.services.loaded();
        restarted.pass(Duration.ofMinutes(1));

        assertThat(restarted.south.edits).isZero();
        assertThat(restarted.blue().phase()).isEqualTo(Phase.ACTIVE);
        assertThat(restarted.blue().plan().orElseThrow().hash())
                .isEqualTo(world.blue().plan().orElseThrow().hash());
    }

    @Test
    void what_somebody_else_configures_otherwise_is_put_back() {
        world.furnished();
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.secured("a");
        world.pass(Duration.ofSeconds(20));
        var given = Map.copyOf(world.south.configured.get(Furniture.BOB));
        int edits = world.south.edits;
        world.south.configured.get(Furniture.BOB).put(Furniture.ASSOCIATION, StagedWorld.association());

        world.configurations(Furniture.BOB);
        world.pass(Duration.ofSeconds(20));

        assertThat(world.south.configured.get(Furniture.BOB)).isEqualTo(given);
        assertThat(world.south.edits).isEqualTo(edits + 1);
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
    }

    private void hasOlder(DeviceId device) {
        world.south.configured.put(device, new HashMap<>(Map.of(OLDER, StagedWorld.association())));
    }

    private void reportsOlder(DeviceId device) {
        AssociationStatus now = Furniture.status(AssociationStatus.Phase.SECURED, "b", world.now());
        world.inventory.associationChanged(
                device,
                new AssociationStatus(
                        OLDER,
                        now.phase(),
                        now.suite(),
                        now.key(),
                        now.stock(),
                        now.rekeys(),
                        now.lastRekey(),
                        now.nextRekey(),
                        now.reasons()));
    }
}
