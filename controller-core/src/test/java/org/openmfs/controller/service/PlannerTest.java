package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.ConfigurationCheck.Defect;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Floor;
import org.openmfs.controller.model.Ground;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Trouble;
import org.openmfs.controller.plan.Bookings;

/** Plans for intents that nobody checked before. */
final class PlannerTest {
    private static final MethodId ACME = new MethodId("acme-kem");

    private final StagedWorld world = new StagedWorld().furnished();

    @Test
    void two_endpoints_at_one_device_have_no_plan() {
        PlanOutcome outcome = plan(intent("ep-alice", List.of(), Optional.empty()));
        assertThat(((PlanOutcome.Unplannable) outcome).troubles())
                .extracting(Trouble::code)
                .containsExactly(ReasonCode.NO_DATA_PATH);
    }

    @Test
    void a_longer_rekey_interval_than_the_class_has_is_not_granted() {
        PlanOutcome outcome = plan(intent("ep-bob", List.of(), Optional.of(Duration.ofDays(7))));
        assertThat(((PlanOutcome.Planned) outcome).plan().legs().getFirst().keyLife())
                .isEqualTo(Furniture.gold().keyLife());
    }

    @Test
    void the_dry_run_names_what_contradicts_the_class() {
        Intent wrong = intent("ep-alice", List.of(new MethodId("rot-13")), Optional.of(Duration.ofDays(7)));
        assertThat(world.services.contradictions(wrong))
                .extracting(Defect::path)
                .extracting(path -> path.substring(path.indexOf("]/") + 2))
                .containsExactly("z-end/endpoint", "method[.='rot-13']", "method", "rekey-interval");
    }

    @Test
    void kmes_that_no_network_manager_of_ours_connects_are_used_without_a_key_link() {
        standing(
                kmeOf("alice", Optional.empty(), Optional.of("sae-alice")),
                kmeOf("bob", Optional.empty(), Optional.of("sae-bob")));

        Plan plan = ((PlanOutcome.Planned) plan(intent("ep-bob", List.of(), Optional.empty()))).plan();

        assertThat(plan.legs().getFirst().suites().getFirst().methods()).contains(new MethodId("qkd-014"));
        assertThat(plan.paths()).isEmpty();
        assertThat(plan.ends())
                .extracting(end -> end.place().sae())
                .containsExactly(Optional.of("sae-alice"), Optional.of("sae-bob"));
    }

    @Test
    void where_qkd_cannot_be_used_for_want_of_a_name_the_cf_is_named() {
        standing(
                kmeOf("alice", Optional.empty(), Optional.of("sae-alice")),
                kmeOf("bob", Optional.empty(), Optional.empty()));

        assertThat(troubles())
                .anySatisfy(text -> assertThat(text).contains("cf-bob").contains("sae-id"));
    }

    @Test
    void where_only_one_kme_belongs_to_a_network_both_cfs_are_named() {
        standing(Furniture.node("alice", 0, false), kmeOf("bob", Optional.empty(), Optional.of("sae-bob")));

        assertThat(troubles())
                .anySatisfy(text ->
                        assertThat(text).contains("cf-alice").contains("cf-bob").contains("qkd-node"));
    }

    @Test
    void what_one_device_alone_says_of_a_method_meets_no_class() {
        Method asItIs = Method.of(ACME, new Ground("structured-lattice"), 1, Method.Life.ALLOWED);
        Method boasted = new Method(
                ACME, List.of(new Ground("structured-lattice"), Ground.QUANTUM_CHANNEL), 0, Method.Life.ALLOWED);
        strict();
        can(Furniture.ALICE, boasted);
        can(Furniture.BOB, asItIs);

        PlanOutcome outcome = plan(intent("ep-bob", List.of(), Optional.empty()));

        assertThat(outcome).isInstanceOf(PlanOutcome.Unplannable.class);
    }

    @Test
    void what_is_published_of_a_method_counts_before_what_devices_say() {
        Method boasted =
                Method.of(new MethodId("ml-kem-768"), new Ground("structured-lattice"), 5, Method.Life.ALLOWED);
        strict();
        can(Furniture.ALICE, boasted);
        can(Furniture.BOB, boasted);

        assertThat(plan(intent("ep-bob", List.of(), Optional.empty()))).isInstanceOf(PlanOutcome.Unplannable.class);
    }

    /** One method of category 5 will do. */
    private void strict() {
        ProtectionClass gold = Furniture.gold();
        ProtectionClass strict = new ProtectionClass(
                gold.id(),
                new Floor(1, 0, Set.of()),
                List.of(ACME, new MethodId("ml-kem-768")),
                5,
                gold.trustedNodes(),
                gold.keyLife(),
                gold.keyLink());
        world.inventory.change(known -> known.withClass(strict.id(), Optional.of(strict)));
    }

    private void can(DeviceId id, Method method) {
        Capabilities usual = Furniture.capabilities(id);
        world.inventory.capabilities(
                id,
                new Capabilities(
                        usual.cf(), usual.peerHost(), usual.peerPort(), Map.of(method.id(), method), usual.encDecs()));
        world.settle();
    }

    private List<String> troubles() {
        PlanOutcome outcome = plan(intent("ep-bob", List.of(), Optional.empty()));
        return ((PlanOutcome.Unplannable) outcome)
                .troubles().stream().map(Trouble::text).toList();
    }

    private void standing(Network.Node... nodes) {
        Network network = Furniture.network(List.of(nodes));
        world.inventory.change(known -> known.withNetwork(network.id(), Optional.of(network)));
        world.settle();
    }

    private static Network.Node kmeOf(String name, Optional<UUID> qkdNode, Optional<String> sae) {
        Network.Node node = Furniture.node(name, 0, false);
        Network.Cf cf = node.cfs().getFirst();
        return new Network.Node(
                node.id(),
                List.of(new Network.Cf(cf.id(), cf.device(), qkdNode, sae)),
                node.encryptionPoints(),
                node.endpoints());
    }

    private PlanOutcome plan(Intent intent) {
        return world.planner.plan(intent, world.inventory.current(), Bookings.NONE);
    }

    private static Intent intent(String z, List<MethodId> methods, Optional<Duration> interval) {
        Intent blue = Furniture.intent();
        return new Intent(
                blue.service(), blue.a(), new EndpointId(z), blue.protectionClass(), false, methods, interval);
    }
}
