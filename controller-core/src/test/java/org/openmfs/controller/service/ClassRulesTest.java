package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.ProposedConfiguration;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Family;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.ProtectionClass;

/** Whose word counts on what a class may hold. */
final class ClassRulesTest {
    private final StagedWorld world = new StagedWorld().furnished();
    private final ClassRules rules = ClassRules.knowing(world.inventory::current);

    @Test
    void a_device_that_takes_a_published_method_for_something_else_keeps_nobody_from_writing_a_class() {
        Method odd = new Method(new MethodId("ml-kem-1024"), Family.QUANTUM_CHANNEL, 1, Method.Life.ALLOWED);
        for (DeviceId device : List.of(Furniture.ALICE, Furniture.BOB)) {
            Capabilities honest = Furniture.capabilities(device);
            world.inventory.capabilities(
                    device,
                    new Capabilities(
                            honest.cf(),
                            honest.peerHost(),
                            honest.peerPort(),
                            Map.of(odd.id(), odd),
                            honest.encDecs()));
            world.settle();

            assertThat(rules.defects(with(List.of()), with(List.of(Furniture.gold()))))
                    .describedAs("beside what %s says", device)
                    .isEmpty();
            world.inventory.capabilities(device, honest);
        }
    }

    private static ProposedConfiguration with(List<ProtectionClass> classes) {
        return new ProposedConfiguration(List.of(), classes, List.of(), List.of(), Set.of(), List.of());
    }
}
