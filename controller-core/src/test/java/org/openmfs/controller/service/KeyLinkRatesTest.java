package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.Facet;
import org.openmfs.controller.model.KeyLife;
import org.openmfs.controller.model.KeyLinkLimits;
import org.openmfs.controller.model.KeyRates;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.KeyNetworks.KeyLink;

/** What a key link is asked to make. */
final class KeyLinkRatesTest {
    private static final int KEY_BITS = 256;
    private final World world = new World().furnished();

    @Test
    void a_key_link_of_an_hour_between_keys_may_hand_out_a_whole_key_within_a_second() {
        KeyLink link = linkOf(Duration.ofHours(1), 4);
        assertThat(link.rates().most()).isGreaterThanOrEqualTo(KEY_BITS);
    }

    @Test
    void a_key_link_is_booked_for_one_key_an_interval_and_may_fill_the_whole_stock_in_a_minute() {
        KeyLink link = linkOf(Duration.ofSeconds(120), 64);
        assertThat(link.rates()).isEqualTo(new KeyRates(3, Math.ceilDiv(65 * KEY_BITS, 60)));
    }

    @Test
    void a_key_link_of_short_intervals_may_draw_as_much_as_is_booked() {
        assertThat(linkOf(Duration.ofMillis(500), 0).rates()).isEqualTo(new KeyRates(512, 512));
    }

    @Test
    void a_key_link_may_draw_no_more_than_the_weakest_link_of_its_path_makes() {
        world.qkdn.makes(100);
        assertThat(linkOf(Duration.ofSeconds(60), 64).rates()).isEqualTo(new KeyRates(5, 100));
    }

    @Test
    void a_key_link_that_was_cut_to_what_its_path_made_gets_the_rest_when_the_path_makes_more() {
        world.qkdn.makes(100);
        linkOf(Duration.ofSeconds(60), 64);
        world.secured("a");
        world.settle();
        int told = world.told.size();

        world.qkdn.makes(150);
        world.settle();
        assertThat(world.qkdn.links().get(Furniture.ASSOCIATION).rates().most()).isEqualTo(100);
        world.qkdn.makes(250);
        world.settle();
        assertThat(world.qkdn.links().get(Furniture.ASSOCIATION).rates().most()).isBetween(240L, 250L);
        world.qkdn.makes(10_000);
        world.settle();

        assertThat(world.qkdn.links().get(Furniture.ASSOCIATION).rates()).isEqualTo(new KeyRates(5, 278));
        assertThat(world.told).hasSize(told);
    }

    @Test
    void a_link_that_does_not_make_what_is_used_steadily_is_named_with_both_rates() {
        world.qkdn.makes(4);
        linkOf(Duration.ofSeconds(60), 4);
        assertThat(world.blue().reasons())
                .anySatisfy(reason -> assertThat(reason.text()).contains("makes 4 bit/s, 5 needed"));
    }

    @Test
    void a_class_may_say_both_rates() {
        assertThat(linkOf(Duration.ofHours(1), 4, new KeyLinkLimits(Optional.of(40L), Optional.of(90L)))
                        .rates())
                .isEqualTo(new KeyRates(40, 90));
    }

    @Test
    void a_class_that_says_one_rate_leaves_the_other_to_the_key_life() {
        assertThat(linkOf(Duration.ofHours(1), 4, new KeyLinkLimits(Optional.of(300L), Optional.empty()))
                        .rates())
                .isEqualTo(new KeyRates(300, 300));
        world.ask(Optional.empty());
        world.settle();
        assertThat(linkOf(Duration.ofMinutes(1), 4, new KeyLinkLimits(Optional.empty(), Optional.of(9L)))
                        .rates())
                .isEqualTo(new KeyRates(5, 9));
    }

    @Test
    void no_class_gets_more_than_the_network_allows() {
        bounded(100);
        assertThat(linkOf(Duration.ofHours(1), 4, new KeyLinkLimits(Optional.empty(), Optional.of(5000L)))
                        .rates())
                .isEqualTo(new KeyRates(1, 100));
    }

    @Test
    void a_service_that_steadily_needs_more_than_the_network_allows_is_told_so() {
        bounded(3);
        linkOf(Duration.ofMinutes(1), 4);
        assertThat(world.blue().reasons())
                .anySatisfy(reason ->
                        assertThat(reason.text()).contains("most-key-link-rate").contains("5 needed"))
                .extracting(Reason::code)
                .contains(ReasonCode.KEY_RATE_INSUFFICIENT);
    }

    @Test
    void rates_that_a_class_changes_reach_the_key_link_that_stands() {
        linkOf(Duration.ofHours(1), 4);
        world.pass(Applied.STANDS_FOR);
        assertThat(linkOf(Duration.ofHours(1), 4, new KeyLinkLimits(Optional.of(2L), Optional.of(3L)))
                        .rates())
                .isEqualTo(new KeyRates(2, 3));
    }

    @Test
    void what_a_service_has_booked_itself_is_not_in_its_way() {
        world.qkdn.makes(8);
        linkOf(Duration.ofMinutes(1), 4);
        world.secured("a");
        world.settle();
        assertThat(world.blue().reasons()).isEmpty();
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
    }

    @Test
    void what_a_service_has_booked_itself_is_not_in_its_way_after_a_restart() {
        world.qkdn.makes(8);
        linkOf(Duration.ofMinutes(1), 4);

        World restarted = world.restarted();
        restarted.ask(Optional.of(Furniture.intent()));
        restarted.settle();
        restarted.secured("a");
        restarted.settle();

        assertThat(restarted.blue().reasons()).isEmpty();
        assertThat(restarted.blue().phase()).isEqualTo(Phase.ACTIVE);
    }

    private void bounded(long most) {
        ManagedNetwork whole = Furniture.manager(Furniture.QKDN, ManagerKind.QKDN_015);
        world.inventory.configured(
                Furniture.QKDN,
                Optional.of(new ManagedNetwork(
                        whole.id(),
                        whole.kind(),
                        whole.addresses(),
                        whole.authority(),
                        whole.access(),
                        Optional.of(most))),
                Set.of(Facet.KEY_NETWORK));
    }

    private KeyLink linkOf(Duration interval, int stock) {
        return linkOf(interval, stock, KeyLinkLimits.NONE);
    }

    private KeyLink linkOf(Duration interval, int stock, KeyLinkLimits limits) {
        ProtectionClass gold = Furniture.gold();
        KeyLife life = new KeyLife(
                interval, 1L << 40, interval.multipliedBy(4), stock, KeyLife.WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);
        ProtectionClass slow = new ProtectionClass(
                gold.id(), gold.floor(), gold.methods(), gold.leastCategory(), gold.trustedNodes(), life, limits);
        world.inventory.change(known -> known.withClass(new ClassId("gold"), Optional.of(slow)));
        world.settle();
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        return world.qkdn.links().get(Furniture.ASSOCIATION);
    }
}
