package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.ServiceListener;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ServiceId;

/** One of those who are told of services fails each time. */
final class FailingServiceListenerTest {
    private final StagedWorld world = new StagedWorld();

    @Test
    void services_come_and_go_all_the_same() {
        world.services.listen(new Failing());
        world.furnished();
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.keyLink(Optional.empty());
        world.secured("a");
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);

        world.ask(Optional.empty());
        world.settle();
        assertThat(world.gone).containsExactly(Furniture.BLUE);
        assertThat(world.services.states()).isEmpty();
    }

    private static final class Failing implements ServiceListener {
        @Override
        public void serviceChanged(ServiceState state) {
            throw new IllegalArgumentException("a fault");
        }

        @Override
        public void serviceGone(ServiceId service) {
            throw new IllegalArgumentException("a fault");
        }
    }
}
