package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Shape;
import org.openmfs.agent.encdec.Traits;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.registry.KeyRecord;

/** The Enc/Decs make something else of keys than when the keys were agreed on. */
final class AnotherProfileTest {
    private static final Profile SHORT =
            new Profile("fake", "gcm-aes-xpn-128", KeyLength.bits(128), new Shape(4, Shape.Keys.ONE_EACH, 12));
    private final World world = new World(World.Choices.calm(17));

    @Test
    void a_key_that_was_agreed_on_for_one_profile_is_never_installed_as_another() {
        CalmWorld.secure(world, World.gold(Duration.ofMinutes(5), 4));
        Set<KeyId> before = Stream.of(world.a, world.b)
                .flatMap(node -> node.registry().live(World.BLUE).stream())
                .map(KeyRecord::id)
                .collect(Collectors.toSet());
        for (Node node : new Node[] {world.a, world.b}) {
            node.crash();
            node.encDec().reboot();
            node.encDec().be(SHORT, Traits.OF_FRAMES);
        }
        world.start();

        assertThat(world.time.runUntil(
                        () -> {
                            assertThat(before)
                                    .noneMatch(world.a.encDec()::holds)
                                    .noneMatch(world.b.encDec()::holds);
                            return world.bothAre(Phase.SECURED) && world.bothSendUnderTheSameKey();
                        },
                        Duration.ofMinutes(2)))
                .isTrue();
    }
}
