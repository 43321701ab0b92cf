package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** Keys of methods, and room in the journal, are not spent on what can't succeed. */
final class SparingTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final World world = new World(World.Choices.calm(5));

    @Test
    void while_the_link_to_the_peer_is_down_no_external_key_is_asked_for() {
        CalmWorld.secure(world, World.gold(Duration.ofMinutes(5), 4));
        world.network.up(false);
        int before = world.requests(World.QKD);

        world.time.run(HOUR.multipliedBy(4));

        assertThat(world.requests(World.QKD) - before).isLessThan(5);
        assertThat(CalmWorld.codes(world.a)).contains(ReasonCode.PEER_UNREACHABLE);
    }

    @Test
    void when_the_link_is_back_keys_are_made_at_once() {
        AssociationSettings settings = World.gold(Duration.ofMinutes(5), 4);
        CalmWorld.secure(world, settings);
        world.network.up(false);
        world.time.run(HOUR);
        world.network.up(true);

        assertThat(world.time.runUntil(
                        () -> world.bothAre(Phase.SECURED) && world.a.report().stock() == 4, Duration.ofSeconds(20)))
                .isTrue();
        assertThat(CalmWorld.codes(world.a)).isEmpty();
    }

    @Test
    void a_responder_that_disowns_every_key_it_confirmed_gets_ever_fewer_of_them() {
        world.network.firewall((from, to, message) -> {
            List<Network.Passage> all = new ArrayList<>(List.of(new Network.Passage(from, to, message)));
            if (message instanceof Message.Confirmed confirmed) {
                all.add(new Network.Passage(
                        from, to, new Message.Standing(confirmed.association(), confirmed.key(), KeyStage.UNKNOWN)));
            }
            return all;
        });
        world.configure(World.gold(HOUR, 4));
        world.start();

        world.time.run(HOUR);

        assertThat(world.requests(World.QKD)).isLessThan(500);
    }

    @Test
    @Tag("not-under-mutation")
    void an_initiator_that_offers_without_end_fills_neither_the_journal_nor_the_stock_of_the_methods() {
        List<Message.Offer> offers = new ArrayList<>();
        world.network.firewall((from, to, message) -> {
            if (message instanceof Message.Offer offer) {
                offers.add(offer);
            }
            return List.of(new Network.Passage(from, to, message));
        });
        world.configure(World.settings(List.of(World.BRONZE), World.ANY, World.life(HOUR, 1)));
        world.start();
        world.time.run(Duration.ofMinutes(1));
        int before = world.b.registry().keys().size();
        Random random = new Random(1);
        Message.Offer one = offers.getFirst();
        for (int i = 0; i < 5000; i++) {
            world.b.received(World.A, Offers.again(one, KeyId.random(random)));
            world.time.run(Duration.ofMillis(10));
        }

        assertThat(world.b.registry().keys().size() - before).isLessThan(200);
        world.time.run(Duration.ofDays(2));
        assertThat(world.b.registry().keys().size() - before).isLessThan(100);
        assertThat(world.bothAre(Phase.SECURED)).isTrue();
    }

    @Test
    void a_key_id_that_another_association_took_meanwhile_is_refused_and_breaks_nothing() {
        List<KeyId> offered = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        world.network.firewall((from, to, message) -> {
            if (message instanceof Message.Offer offer) {
                offered.add(offer.key());
                world.b.registry().nextIdIsTakenElsewhere();
            }
            if (message instanceof Message.Refuse refuse) {
                refused.add(refuse.text());
            }
            return List.of(new Network.Passage(from, to, message));
        });
        world.configure(World.settings(List.of(World.BRONZE), World.ANY, World.life(HOUR, 1)));
        world.start();
        world.time.run(Duration.ofSeconds(10));

        assertThat(offered).isNotEmpty();
        assertThat(refused).isNotEmpty().allMatch("this key id was used before"::equals);
        assertThat(world.b.report().reasons()).noneMatch(reason -> reason.code() == ReasonCode.INTERNAL);
    }
}
