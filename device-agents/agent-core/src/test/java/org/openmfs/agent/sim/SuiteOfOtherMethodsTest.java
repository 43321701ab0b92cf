package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.KeyPolicy;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.key.KeyState;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.registry.KeyRecord;

/** A suite keeps its name and has other methods, since one of the former is not trusted any more. */
final class SuiteOfOtherMethodsTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Suite OTHER =
            new Suite(World.GOLD.id(), List.of(World.KEM, World.PSK), CombinerId.HMAC_SHA384_EXTRACT);

    private final World world = new World(World.Choices.calm(33));

    @Test
    void keys_of_the_former_methods_are_keys_of_a_suite_that_is_not_allowed_any_more() {
        CalmWorld.secure(world, World.gold(LONG, 2));
        List<KeyId> former =
                world.a.registry().keys().stream().map(KeyRecord::id).toList();

        world.configure(World.settings(List.of(OTHER), World.TWO_GROUNDS, World.life(LONG, 2)));
        world.time.run(Duration.ofMinutes(2));

        assertThat(former).doesNotContain(world.a.report().key().orElseThrow());
    }

    @Test
    void also_those_of_a_journal_of_before_which_does_not_say_by_which_methods_a_key_was_made() {
        LoneAgent agent = new LoneAgent(Role.INITIATOR);
        KeyId key = ofAJournalOfBefore(agent);
        agent.started();
        agent.passes(SECOND.multipliedBy(2));

        agent.associations.apply(List.of(with(agent.settings(), OTHER)));
        agent.passes(SECOND.multipliedBy(2));

        assertThat(agent.stage(key)).isIn(KeyStage.REPLACED, KeyStage.GONE);
    }

    @Test
    void but_not_where_its_suite_is_what_it_was() {
        LoneAgent agent = new LoneAgent(Role.INITIATOR);
        KeyId key = ofAJournalOfBefore(agent);
        agent.started();
        agent.passes(SECOND.multipliedBy(2));

        agent.associations.apply(List.of(with(agent.settings(), World.GOLD, World.SILVER)));
        agent.passes(SECOND.multipliedBy(2));

        assertThat(agent.stage(key)).isIn(KeyStage.CONFIRMED, KeyStage.RECEIVING);
    }

    private static KeyId ofAJournalOfBefore(LoneAgent agent) {
        KeyId key = new KeyId("0123456789abcdef0123456789abcdef");
        KeyRecord.Terms terms = new KeyRecord.Terms(
                CombinerId.HMAC_SHA384_EXTRACT.word(),
                agent.side.context.purpose().text(),
                List.of());
        KeyRecord.Birth birth = new KeyRecord.Birth(
                World.BLUE, agent.settings().parties().peer(), World.GOLD.id(), 1, List.of(), terms);
        try (KeyMaterial secret = KeyMaterial.taking(Arrays.copyOf(new byte[] {1, 2, 3}, 48))) {
            agent.side.context.keys().add(key, birth, secret);
        }
        agent.side.context.keys().move(key, KeyStage.CONFIRMED, "confirmed");
        return key;
    }

    @Test
    void a_key_whose_suite_has_its_methods_again_before_the_agent_has_found_its_place_stays_in_use() {
        LoneAgent agent = new LoneAgent(Role.INITIATOR);
        KeyId used = agent.inUse(0);
        agent.side.holdsCalls();
        agent.associations.apply(List.of(with(agent.settings(), OTHER)));
        agent.associations.apply(List.of(agent.settings()));
        agent.side.doesCalls();
        agent.passes(SECOND.multipliedBy(2));

        assertThat(agent.report().key()).contains(used);
        assertThat(agent.side.registry.find(used).orElseThrow().state()).isEqualTo(KeyState.ACTIVE);
    }

    private static AssociationSettings with(AssociationSettings one, Suite... suites) {
        KeyPolicy policy = new KeyPolicy(List.of(suites), one.policy().floor(), Optional.empty());
        return new AssociationSettings(one.id(), one.parties(), one.encDec(), policy, one.life(), one.backoff());
    }

    @Test
    void also_when_it_changed_while_the_agents_were_away() {
        CalmWorld.secure(world, World.gold(LONG, 2));
        List<KeyId> former =
                world.a.registry().keys().stream().map(KeyRecord::id).toList();
        world.a.crash();
        world.b.crash();

        world.configure(World.settings(List.of(OTHER), World.TWO_GROUNDS, World.life(LONG, 2)));
        world.a.startIfDead();
        world.b.startIfDead();
        world.time.run(Duration.ofMinutes(2));

        assertThat(former).doesNotContain(world.a.report().key().orElseThrow());
        assertThat(world.bothAre(Phase.SECURED)).isTrue();
    }

    /** Its confirmation is on its way when both ends are told: neither has it in its stock yet. */
    @Test
    void a_key_that_is_being_confirmed_when_its_suite_gets_other_methods_is_not_used() {
        CalmWorld.secure(world, World.gold(LONG, 2));
        List<KeyId> held = new ArrayList<>();
        world.network.firewall((from, to, message) -> {
            if (held.isEmpty() && message instanceof Message.Confirm confirm) {
                held.add(confirm.key());
                world.time.after(
                        Duration.ofMillis(1),
                        () -> world.configure(World.settings(List.of(OTHER), World.TWO_GROUNDS, World.life(LONG, 2))));
                world.time.after(Duration.ofMillis(100), () -> world.b.received(from, message));
                return List.of();
            }
            return List.of(new Network.Passage(from, to, message));
        });

        world.a.rekey();
        world.time.run(Duration.ofMinutes(1));
        for (int i = 0; i < 5; i++) {
            world.a.rekey();
            world.time.run(Duration.ofMinutes(1));
        }

        for (Node node : List.of(world.a, world.b)) {
            assertThat(node.events(AssociationEvent.KeyInstalled.class))
                    .extracting(AssociationEvent.KeyInstalled::key)
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(held);
        }
        assertThat(held).hasSize(1);
        assertThat(world.bothAre(Phase.SECURED)).isTrue();
    }
}
