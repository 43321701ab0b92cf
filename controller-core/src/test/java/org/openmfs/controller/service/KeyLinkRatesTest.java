package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.KeyLife;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.spi.QkdNetworkPlugin.KeyLink;

/** What a key link is asked to make. */
final class KeyLinkRatesTest {
    private static final int KEY_BITS = 256;
    private final World world = new World().furnished();

    @Test
    void a_key_link_of_an_hour_between_keys_may_hand_out_a_whole_key_within_a_second() {
        KeyLink link = linkOf(Duration.ofHours(1), 4);
        assertThat(link.rate()).isGreaterThanOrEqualTo(KEY_BITS);
    }

    private KeyLink linkOf(Duration interval, int stock) {
        ProtectionClass gold = Furniture.gold();
        KeyLife life = new KeyLife(
                interval, 1L << 40, interval.multipliedBy(4), stock, KeyLife.WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);
        ProtectionClass slow = new ProtectionClass(
                gold.id(), gold.floor(), gold.methods(), gold.leastCategory(), gold.trustedNodes(), life);
        world.inventory.change(known -> known.withClass(new ClassId("gold"), Optional.of(slow)));
        world.settle();
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        return world.qkdn.links().get(Furniture.BLUE);
    }
}
