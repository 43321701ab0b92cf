package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;

/** A device has an association that is no service's: somebody else wrote it. */
final class AssociationsOfOthersTest {
    private static final String LONG =
            "a-name-that-is-longer-than-that-of-any-service-and-short-enough-for-an-association";

    private final StagedWorld world = new StagedWorld().furnished();

    private static AssociationStatus status(String id) {
        return new AssociationStatus(
                new AssociationId(id),
                AssociationStatus.Phase.SECURED,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    @Test
    void what_a_device_makes_up_is_asked_back_of_no_apn_controller_that_does_not_tell_of_it() throws SouthboundFailure {
        AssociationId others = new AssociationId("payroll/1");
        world.meet(Furniture.APNC, ManagerKind.APN_TAPI);
        world.south.serve(Furniture.APNC, others);
        world.connect(Furniture.CAROL);
        world.settle();

        world.inventory.associationChanged(Furniture.CAROL, status("payroll/1"));
        world.settle();

        assertThat(world.south.served.get(Furniture.APNC)).containsExactly(others);
        assertThat(world.south.edits).isEqualTo(1);
    }

    @Test
    void of_any_number_that_a_device_makes_up_so_many_are_looked_after_at_a_time() {
        world.connect(Furniture.CAROL);
        world.settle();
        world.holding = true;
        for (int i = 0; i < 3_000; i++) {
            world.inventory.associationChanged(Furniture.CAROL, status("s" + i + "/1"));
        }
        world.settle();

        assertThat(world.last).hasSizeLessThanOrEqualTo(1_001);
    }

    @ParameterizedTest
    @ValueSource(strings = {LONG, "site/17/a"})
    void one_whose_name_no_service_can_have_keeps_no_service_from_being_looked_after(String id) {
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.keyLink(Optional.empty());
        world.secured("a");
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);

        world.inventory.associationChanged(Furniture.ALICE, status(id));
        world.settle();
        world.lose(Furniture.BOB);
        world.settle();

        assertThat(world.codes()).contains(ReasonCode.DEVICE_UNREACHABLE);
    }
}
