package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.ConfigurationCheck;
import org.openmfs.controller.api.ProposedConfiguration;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Ground;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.rules.ClassRules;

/** Whose word counts on what a class may hold. */
final class ClassRulesTest {
    private final StagedWorld world = new StagedWorld().furnished();
    private final ClassRules rules = ClassRules.knowing(world.inventory::current);

    @Test
    void a_device_that_takes_a_published_method_for_something_else_keeps_nobody_from_writing_a_class() {
        Method odd = Method.of(new MethodId("ml-kem-1024"), Ground.QUANTUM_CHANNEL, 1, Method.Life.ALLOWED);
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

    private static ProtectionClass wide(int leastCategory) {
        ProtectionClass gold = Furniture.gold();
        return new ProtectionClass(
                gold.id(),
                gold.floor(),
                Stream.of("ml-kem-1024", "ml-kem-768", "qkd-014", "psk-hmac")
                        .map(MethodId::new)
                        .toList(),
                leastCategory,
                gold.trustedNodes(),
                gold.keyLife(),
                gold.keyLink());
    }

    private List<String> ofService(ProtectionClass one, String... methods) {
        Intent blue = new Intent(
                Furniture.BLUE,
                new EndpointId("ep-alice"),
                new EndpointId("ep-bob"),
                one.id(),
                false,
                Stream.of(methods).map(MethodId::new).toList(),
                Optional.empty());
        ProposedConfiguration before = with(List.of(one));
        ProposedConfiguration after =
                new ProposedConfiguration(List.of(blue), List.of(one), List.of(), List.of(), Set.of(), List.of());
        assertThat(rules.defects(after, after)).isEmpty();
        return rules.defects(before, after).stream()
                .peek(defect -> assertThat(defect.path()).isEqualTo("/mfs-service:services/service[id='blue']/method"))
                .map(ConfigurationCheck.Defect::text)
                .toList();
    }

    @Test
    void the_methods_of_a_service_must_stand_on_the_grounds_that_its_class_asks_for() {
        assertThat(ofService(wide(1), "ml-kem-1024", "ml-kem-768"))
                .containsExactly(
                        "no method of the service stands on this ground: quantum-channel; they stand on structured-lattice",
                        "diversity 2 is needed, and the grounds of the methods of the service reach 0: structured-lattice");
        assertThat(ofService(wide(1), "ml-kem-1024", "psk-hmac"))
                .containsExactly("no method of the service stands on this ground: quantum-channel; they stand on"
                        + " pre-shared, structured-lattice");
        assertThat(ofService(wide(1), "qkd-014", "ml-kem-768")).isEmpty();
        assertThat(ofService(wide(1))).isEmpty();
    }

    @Test
    void the_methods_of_a_service_must_be_of_the_category_that_its_class_asks_for() {
        assertThat(ofService(wide(5), "qkd-014", "ml-kem-768"))
                .containsExactly("methods of category 5 are needed, and only qkd-014 of the service count: 1 of 2");
        assertThat(ofService(wide(5), "qkd-014", "ml-kem-1024")).isEmpty();
    }

    @Test
    void a_service_that_was_well_is_looked_at_again_when_its_class_asks_for_more() {
        Intent blue = new Intent(
                Furniture.BLUE,
                new EndpointId("ep-alice"),
                new EndpointId("ep-bob"),
                wide(1).id(),
                false,
                List.of(new MethodId("qkd-014"), new MethodId("ml-kem-768")),
                Optional.empty());
        ProposedConfiguration before =
                new ProposedConfiguration(List.of(blue), List.of(wide(1)), List.of(), List.of(), Set.of(), List.of());
        ProposedConfiguration after =
                new ProposedConfiguration(List.of(blue), List.of(wide(5)), List.of(), List.of(), Set.of(), List.of());

        assertThat(rules.defects(before, after)).hasSize(1);
    }

    @Test
    void a_service_whose_methods_became_too_weak_can_still_be_suspended() {
        Method weaker = Method.of(new MethodId("ml-kem-768"), new Ground("structured-lattice"), 1, Method.Life.ALLOWED);
        ProposedConfiguration before = new ProposedConfiguration(
                List.of(blue(false)),
                List.of(wide(3)),
                List.of(),
                List.of(),
                Set.of(),
                List.of(weaker),
                List.of(),
                List.of());
        ProposedConfiguration after = new ProposedConfiguration(
                List.of(blue(true)),
                List.of(wide(3)),
                List.of(),
                List.of(),
                Set.of(),
                List.of(weaker),
                List.of(),
                List.of());

        assertThat(rules.defects(before, after)).isEmpty();
    }

    private static Intent blue(boolean suspended) {
        return new Intent(
                Furniture.BLUE,
                new EndpointId("ep-alice"),
                new EndpointId("ep-bob"),
                wide(3).id(),
                suspended,
                List.of(new MethodId("qkd-014"), new MethodId("ml-kem-768")),
                Optional.empty());
    }
}
