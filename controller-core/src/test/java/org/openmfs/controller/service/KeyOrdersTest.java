package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.Rekeying;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;

/** Keys that are replaced because somebody asks for it. */
final class KeyOrdersTest {
    private final StagedWorld world = new StagedWorld();

    private Rekeying.Outcome rekey(ServiceId service, List<ServiceState> known) {
        return new KeyOrders(world.south, () -> known).rekey(service);
    }

    private ServiceState planned() {
        world.furnished();
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        return world.blue();
    }

    @Test
    void the_initiator_of_each_leg_of_the_plan_gets_the_order() {
        assertThat(rekey(Furniture.BLUE, List.of(planned()))).isEqualTo(new Rekeying.Outcome.Ordered());
        assertThat(world.south.rekeyed)
                .containsExactly(planned()
                                .plan()
                                .orElseThrow()
                                .legs()
                                .getFirst()
                                .initiator()
                                .device() + " blue/1");
    }

    @Test
    void a_service_that_is_unknown_or_not_carried_out_has_no_key_to_replace() {
        assertThat(rekey(Furniture.BLUE, List.of())).isEqualTo(new Rekeying.Outcome.Unknown());
        assertThat(rekey(new ServiceId("green"), List.of(planned()))).isEqualTo(new Rekeying.Outcome.Unknown());

        world.ask(Optional.of(Furniture.intent(Furniture.BOB, true)));
        world.settle();

        assertThat(rekey(Furniture.BLUE, List.of(world.blue()))).isEqualTo(new Rekeying.Outcome.Keyless());
        assertThat(world.south.rekeyed).isEmpty();
    }

    @Test
    void what_a_device_says_against_it_is_told() {
        ServiceState blue = planned();
        world.south.stubborn.add(Furniture.ALICE);
        world.south.stubborn.add(Furniture.BOB);

        assertThat(rekey(Furniture.BLUE, List.of(blue)))
                .isInstanceOfSatisfying(
                        Rekeying.Outcome.Refused.class,
                        refused -> assertThat(refused.troubles())
                                .extracting(Trouble::code)
                                .containsExactly(ReasonCode.DEVICE_REFUSED));
        assertThat(world.south.rekeyed).isEmpty();
    }
}
