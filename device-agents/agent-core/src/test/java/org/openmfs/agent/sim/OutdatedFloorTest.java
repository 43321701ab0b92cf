package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.protocol.Message;

/** What was remembered of the peer's floor, and what the peer says of it that nobody asked for. */
final class OutdatedFloorTest {
    private static final PolicyFloor QUANTUM = new PolicyFloor(1, 0, Set.of(Ground.QUANTUM_CHANNEL));
    private static final PolicyFloor SHARED = new PolicyFloor(1, 0, Set.of(Ground.PRE_SHARED));
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int STOCK = 8;
    private final World world = new World(World.Choices.calm(5));

    private static AssociationSettings of(PolicyFloor floor, Duration interval, int stock) {
        return World.settings(List.of(World.SILVER, World.GOLD), floor, World.life(interval, stock));
    }

    private void start(PolicyFloor ofInitiator, PolicyFloor ofResponder, Duration interval) {
        start(ofInitiator, ofResponder, interval, 2);
    }

    private void start(PolicyFloor ofInitiator, PolicyFloor ofResponder, Duration interval, int stock) {
        world.a.configure(List.of(of(ofInitiator, interval, stock)));
        world.b.configure(List.of(World.mirrored(of(ofResponder, interval, stock))));
        world.start();
        world.time.run(MINUTE.multipliedBy(5));
        assertThat(world.bothAre(Phase.SECURED)).isTrue();
    }

    private void silverIsSoonInUse() {
        assertThat(world.time.runUntil(() -> CalmWorld.suiteInUse(world, World.SILVER.id()), HOUR))
                .isTrue();
    }

    @Test
    void where_its_methods_fail_at_the_initiator_what_a_lowered_floor_of_the_responder_allows_is_used() {
        start(World.ANY, QUANTUM, MINUTE);
        world.faults.get(World.QKD).set(1, 0, 0);

        world.b.configure(List.of(World.mirrored(of(World.ANY, MINUTE, 2))));

        silverIsSoonInUse();
    }

    @Test
    void and_where_they_fail_at_the_responder() {
        start(World.ANY, QUANTUM, MINUTE);
        world.faults.get(World.QKD).forgets(() -> true);

        world.b.configure(List.of(World.mirrored(of(World.ANY, MINUTE, 2))));

        silverIsSoonInUse();
    }

    @Test
    void and_where_the_responders_agent_is_started_again_with_a_lower_floor_of_its_own() {
        world.b.deviceFloor(QUANTUM);
        start(World.ANY, World.ANY, MINUTE);
        world.faults.get(World.QKD).set(1, 0, 0);

        world.b.deviceFloor(World.ANY);
        world.b.crashForAWhile();

        silverIsSoonInUse();
    }

    @Test
    void an_initiator_that_is_started_again_is_content_with_the_best_that_the_responders_floor_allows() {
        start(World.ANY, QUANTUM, HOUR);

        world.a.crashForAWhile();
        world.time.run(HOUR.dividedBy(2));

        assertThat(CalmWorld.codes(world.a)).isEmpty();
        assertThat(world.a.isIn(Phase.SECURED)).isTrue();
    }

    @Test
    void so_is_a_responder_that_is_started_again() {
        start(QUANTUM, World.ANY, HOUR);

        world.b.crashForAWhile();
        world.time.run(HOUR.dividedBy(2));

        assertThat(CalmWorld.codes(world.b)).isEmpty();
        assertThat(world.b.isIn(Phase.SECURED)).isTrue();
    }

    @Test
    void a_responder_that_gives_answers_to_no_offer_does_not_have_keys_of_methods_spent() {
        List<Message.Answer> answers = new ArrayList<>();
        world.network.firewall((from, to, message) -> {
            if (message instanceof Message.Answer answer) {
                answers.add(answer);
            }
            return List.of(new Network.Passage(from, to, message));
        });
        start(World.ANY, World.ANY, HOUR);
        Message.Answer last = answers.getLast();
        int spent = world.requests(World.PSK) + world.requests(World.QKD);

        for (int i = 0; i < 10; i++) {
            world.a.received(World.B, saying(i % 2 == 0 ? QUANTUM : SHARED, last));
            world.time.run(Duration.ofSeconds(20));
        }

        assertThat(world.requests(World.PSK) + world.requests(World.QKD) - spent)
                .isZero();
    }

    @Test
    void a_responder_with_another_floor_whenever_the_stock_is_full_does_not_have_the_whole_stock_made_anew_each_time() {
        start(World.ANY, World.ANY, MINUTE.multipliedBy(5), STOCK);
        Moody moody = new Moody();
        world.network.firewall((from, to, message) -> {
            if (message instanceof Message.Offer offer) {
                moody.offered(offer);
            }
            return List.of(new Network.Passage(from, to, message));
        });

        world.time.run(HOUR);

        // Twelve keys are due, and three times as many again may be thrown away.
        assertThat(moody.offers).isLessThan(4 * 12);
    }

    /** A responder that takes any suite until the initiator has a stock of it, and then has another floor. */
    private final class Moody {
        private int offers;
        private int golden;
        private int silver;

        void offered(Message.Offer offer) {
            offers++;
            boolean gold = offer.selected().equals(World.GOLD.id());
            golden = gold ? golden + 1 : 0;
            silver = gold ? 0 : silver + 1;
            boolean any = gold ? golden >= STOCK : silver < STOCK;
            world.b.configure(List.of(World.mirrored(of(any ? World.ANY : QUANTUM, MINUTE.multipliedBy(5), STOCK))));
        }
    }

    private static Message.Answer saying(PolicyFloor floor, Message.Answer before) {
        return new Message.Answer(
                before.association(),
                before.key(),
                floor,
                before.purpose(),
                before.nonce(),
                before.labelShare(),
                before.contributions(),
                before.proof());
    }
}
