package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** The suites of an association are changed while keys are made, at the two ends at different moments. */
@Tag("not-under-mutation")
final class ChangedSettingsTest {
    private static final Duration ORDINARY = Duration.ofSeconds(4);
    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final List<List<Suite>> WISHES = List.of(
            List.of(World.GOLD),
            List.of(World.SILVER),
            List.of(World.SILVER, World.GOLD),
            List.of(World.GOLD, World.SILVER));

    @Test
    void suites_changed_at_any_moment_of_an_exchange_are_in_use_within_an_ordinary_retry() {
        List<String> amiss = IntStream.rangeClosed(0, 60)
                .parallel()
                .boxed()
                .flatMap(step -> amiss("changed " + step * 3 + " ms into an exchange", step, world -> {
                            world.a.rekey();
                            later(world, step * 3, () -> world.configure(CalmWorld.two(World.SILVER)));
                            world.time.run(Duration.ofMillis(step * 3L));
                        })
                        .stream())
                .toList();

        assertThat(amiss).isEmpty();
    }

    @Test
    void suites_written_twice_within_two_seconds_not_at_once_to_both_ends_are_in_use_within_an_ordinary_retry() {
        List<String> amiss = LongStream.rangeClosed(1, 150)
                .parallel()
                .boxed()
                .flatMap(seed -> amiss("seed " + seed, seed, world -> {
                            Random dice = new Random(seed);
                            writeTwice(world, dice);
                            later(world, dice.nextInt(2_000), world.a::rekey);
                            world.time.run(BETWEEN);
                        })
                        .stream())
                .toList();

        assertThat(amiss).isEmpty();
    }

    @Test
    void a_responder_that_is_told_of_other_suites_long_after_the_initiator_is_offered_them_at_once() {
        List<String> amiss = IntStream.rangeClosed(1, 20)
                .parallel()
                .boxed()
                .flatMap(late -> amiss("responder " + late + " s late", late, world -> {
                            AssociationSettings wish = CalmWorld.two(World.SILVER);
                            world.a.configure(List.of(wish));
                            world.time.run(Duration.ofSeconds(late));
                            world.b.configure(List.of(World.mirrored(wish)));
                        })
                        .stream())
                .toList();

        assertThat(amiss).isEmpty();
    }

    @Test
    void R2_an_offer_that_selects_a_suite_which_is_not_among_those_offered_gets_no_answer_and_no_key() {
        World world = new World(World.Choices.calm(3));
        List<Message> replies = new ArrayList<>();
        world.network.firewall((from, to, message) -> {
            if (from.equals(World.B)) {
                replies.add(message);
            }
            return List.of(new Network.Passage(from, to, selectingGold(message)));
        });
        world.configure(CalmWorld.two(World.SILVER));
        world.start();

        world.time.run(Duration.ofMinutes(1));

        assertThat(replies).isNotEmpty().noneMatch(Message.Answer.class::isInstance);
        assertThat(replies).anyMatch(Message.Reselect.class::isInstance);
        assertThat(world.b.registry().keys()).isEmpty();
        assertThat(CalmWorld.codes(world.a)).contains(ReasonCode.NO_COMMON_SUITE);
    }

    private static Message selectingGold(Message message) {
        return message instanceof Message.Offer offer
                ? new Message.Offer(
                        offer.association(),
                        offer.key(),
                        offer.suites(),
                        World.GOLD.id(),
                        offer.floor(),
                        offer.purpose(),
                        offer.certificates(),
                        offer.nonce(),
                        offer.labelShare(),
                        offer.contributions())
                : message;
    }

    private static void writeTwice(World world, Random dice) {
        AssociationSettings first = wish(dice.nextInt(WISHES.size()));
        AssociationSettings last = CalmWorld.two(World.SILVER);
        later(world, dice.nextInt(1_000), () -> world.a.configure(List.of(first)));
        later(world, dice.nextInt(1_000), () -> world.b.configure(List.of(World.mirrored(first))));
        later(world, 1_000 + dice.nextInt(1_000), () -> world.a.configure(List.of(last)));
        later(world, 1_000 + dice.nextInt(1_000), () -> world.b.configure(List.of(World.mirrored(last))));
    }

    private static AssociationSettings wish(int which) {
        return CalmWorld.two(WISHES.get(which).toArray(Suite[]::new));
    }

    private static void later(World world, int millis, Runnable change) {
        world.time.after(Duration.ofMillis(millis), change);
    }

    /** What happens to a secured association. */
    private interface Change {
        void on(World world);
    }

    private static List<String> amiss(String when, long seed, Change change) {
        World world = new World(World.Choices.calm(seed));
        CalmWorld.secure(world, CalmWorld.two(World.GOLD));
        change.on(world);
        boolean inUse = world.time.runUntil(
                () -> CalmWorld.suiteInUse(world, World.SILVER.id())
                        && world.bothAre(Phase.SECURED)
                        && world.bothSendUnderTheSameKey(),
                ORDINARY);
        List<String> amiss = new ArrayList<>(world.checker.violations());
        if (!inUse) {
            amiss.add("no new key in time: a " + world.a.report() + ", b " + world.b.report());
        }
        if (world.checker.framesLost() > 0) {
            amiss.add(world.checker.framesLost() + " frames lost");
        }
        return amiss.stream().map(what -> when + ": " + what).toList();
    }
}
