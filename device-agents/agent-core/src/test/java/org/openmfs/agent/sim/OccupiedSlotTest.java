package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** The initiator forgot its association and makes keys for slots in which the responder still has keys of before. */
final class OccupiedSlotTest {
    private static final AssociationSettings QUICK = World.gold(Duration.ofSeconds(3), 3);
    private static final Duration LOOK = Duration.ofMillis(50);

    private static Set<ReasonCode> toldByInitiator(World world, Duration time) {
        Set<ReasonCode> told = EnumSet.noneOf(ReasonCode.class);
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(LOOK)) {
            world.time.run(LOOK);
            told.addAll(CalmWorld.codes(world.a));
        }
        return told;
    }

    private static IntStream pauses() {
        return IntStream.rangeClosed(0, 60);
    }

    @ParameterizedTest
    @MethodSource("pauses")
    void a_slot_that_the_responder_frees_in_a_moment_is_waited_for_and_is_nothing_amiss(int twentieth) {
        World world = new World(World.Choices.calm(twentieth));
        CalmWorld.secure(world, QUICK);
        world.a.configure(List.of());
        world.time.run(LOOK.multipliedBy(twentieth));

        world.a.configure(List.of(QUICK));
        world.time.run(LOOK);

        assertThat(toldByInitiator(world, Duration.ofSeconds(30)))
                .as("reasons told")
                .doesNotContain(ReasonCode.SLOT_IN_USE, ReasonCode.ENC_DEC_FAILED);
        assertThat(CalmWorld.codes(world.b)).isEmpty();
        assertThat(world.bothAre(Phase.SECURED)).isTrue();
        assertThat(world.checker.violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whether_traffic_flows_or_not_the_next_keys_of_the_new_life_find_their_slots_soon(boolean flows) {
        World world = new World(World.Choices.calm(7));
        CalmWorld.secure(world, QUICK);
        world.traffic(flows);
        world.a.configure(List.of());
        world.a.configure(List.of(QUICK));

        assertThat(world.time.runUntil(
                        () -> world.bothAre(Phase.SECURED) && world.a.report().stock() == 3, Duration.ofSeconds(10)))
                .isTrue();
        long before = world.a.report().counters().rekeys();
        world.time.run(Duration.ofSeconds(10));
        assertThat(world.a.report().counters().rekeys()).isGreaterThanOrEqualTo(before + 2);
    }

    /** What the initiator says of keys of before is lost, and the responder goes on under one of them for a moment. */
    private static World restartedUnheard(int rekeys, List<KeyId> refused) {
        World world = new World(World.Choices.calm(rekeys));
        CalmWorld.secure(world, QUICK);
        world.time.run(QUICK.life().rekeyInterval().multipliedBy(rekeys));
        world.network.firewall((from, to, message) -> {
            if (message instanceof Message.Refuse refuse && refuse.reason() == ReasonCode.SLOT_IN_USE) {
                refused.add(refuse.key());
            }
            boolean lost = message instanceof Message.Standing || message instanceof Message.Retire;
            return lost && from.equals(World.A) && refused.isEmpty()
                    ? List.of()
                    : List.of(new Network.Passage(from, to, message));
        });
        world.a.configure(List.of());
        world.a.configure(List.of(QUICK));
        return world;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void a_slot_that_is_refused_for_a_moment_is_no_reason_of_the_initiator(int rekeys) {
        List<KeyId> refused = new ArrayList<>();
        World world = restartedUnheard(rekeys, refused);

        assertThat(toldByInitiator(world, Duration.ofSeconds(30))).doesNotContain(ReasonCode.SLOT_IN_USE);
        assertThat(refused).as("keys that were refused a slot").isNotEmpty();
        assertThat(world.bothAre(Phase.SECURED)).isTrue();
        assertThat(CalmWorld.codes(world.a)).isEmpty();
    }

    @Test
    void a_responder_whose_slots_stay_full_is_told_of() {
        World world = new World(World.Choices.calm(8));
        world.network.firewall((from, to, message) -> message instanceof Message.InstallReceive install
                ? List.of(new Network.Passage(
                        to,
                        from,
                        new Message.Refuse(
                                install.association(), install.key(), ReasonCode.SLOT_IN_USE, "slot 1 is full")))
                : List.of(new Network.Passage(from, to, message)));
        world.configure(QUICK);
        world.start();
        world.time.run(LOOK);

        assertThat(world.time.runUntil(
                        () -> CalmWorld.codes(world.a).contains(ReasonCode.SLOT_IN_USE), Duration.ofSeconds(30)))
                .isTrue();
        assertThat(world.a.report().reasons())
                .anyMatch(reason -> reason.text().contains("the responder says: slot 1 is full"));
    }

    @Test
    void a_slot_that_the_responder_does_not_have_is_refused_and_no_key_is_put_there() {
        List<ReasonCode> refused = new ArrayList<>();
        World world = new World(World.Choices.calm(9));
        world.network.firewall((from, to, message) -> {
            if (message instanceof Message.Refuse refuse && from.equals(World.B)) {
                refused.add(refuse.reason());
            }
            return List.of(new Network.Passage(
                    from,
                    to,
                    message instanceof Message.InstallReceive install
                            ? new Message.InstallReceive(install.association(), install.key(), new Slot(7))
                            : message));
        });
        world.configure(QUICK);
        world.start();

        assertThat(world.time.runUntil(() -> refused.contains(ReasonCode.ENC_DEC_DIFFERS), Duration.ofSeconds(10)))
                .isTrue();
        assertThat(world.b.encDec().sendingKey()).isEmpty();
    }
}
