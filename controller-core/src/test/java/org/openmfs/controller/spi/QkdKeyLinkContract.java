package org.openmfs.controller.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.KeyRates;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.KeyNetworks.KeyLink;

/** What every QKD network plugin does with key links, whatever networks it speaks to. */
public abstract class QkdKeyLinkContract extends PluginAndKeyNetworks {
    @Test
    void a_key_link_is_booked_for_the_least_rate_and_may_draw_the_most() throws SouthboundFailure {
        connect(west);
        networks.setUp(id(west), link(west, BLUE, 0, 1, 2));
        networks.setUp(id(west), link(west, GREEN, 0, 1));

        assertThat(west.rates(BLUE)).contains(RATES);
        assertThat(west.rates(GREEN)).contains(RATES);
    }

    @Test
    void a_key_link_that_is_asked_for_with_other_rates_gets_them() throws SouthboundFailure {
        connect(west);
        networks.setUp(id(west), link(west, BLUE, 0, 1, 2));
        KeyLink before = link(west, BLUE, 0, 1, 2);
        KeyRates others = new KeyRates(7, 400);

        networks.setUp(id(west), new KeyLink(BLUE, before.saeA(), before.saeZ(), before.path(), others));

        assertThat(west.rates(BLUE)).contains(others);
    }

    @Test
    void I9_T_c3_a_key_link_over_a_trusted_node_supplies_both_ends() throws SouthboundFailure {
        connect(west);
        KeyLink link = link(west, BLUE, 0, 1, 2);
        assertThat(west.supplies(link)).isFalse();

        networks.setUp(id(west), link);

        assertThat(west.supplies(link)).isTrue();
    }

    @Test
    void a_key_link_between_neighbours_supplies_both_ends() throws SouthboundFailure {
        connect(west);

        networks.setUp(id(west), link(west, BLUE, 1, 2));

        assertThat(west.supplies(link(west, BLUE, 1, 2))).isTrue();
    }

    @Test
    void a_request_made_again_changes_nothing() throws SouthboundFailure {
        connect(west);
        networks.setUp(id(west), link(west, BLUE, 0, 1, 2));
        Set<String> before = west.entries();

        networks.setUp(id(west), link(west, BLUE, 0, 1, 2));

        assertThat(west.entries()).isEqualTo(before).isNotEmpty();
        assertThat(west.supplies(link(west, BLUE, 0, 1, 2))).isTrue();
    }

    @Test
    void a_key_link_takes_the_place_of_the_services_earlier_one() throws SouthboundFailure {
        connect(west);
        networks.setUp(id(west), link(west, BLUE, 0, 1));
        Set<String> shorter = west.entries();
        networks.setUp(id(west), link(west, BLUE, 0, 1, 2));
        Set<String> longer = west.entries();
        assertThat(west.supplies(link(west, BLUE, 0, 1))).isFalse();

        networks.setUp(id(west), link(west, BLUE, 0, 1));

        assertThat(west.supplies(link(west, BLUE, 0, 1))).isTrue();
        assertThat(west.supplies(link(west, BLUE, 0, 1, 2))).isFalse();
        assertThat(west.entries()).isEqualTo(shorter).isNotEqualTo(longer);
    }

    @Test
    void a_key_link_that_is_taken_down_leaves_nothing_and_others_as_they_are() throws SouthboundFailure {
        connect(west);
        networks.setUp(id(west), link(west, GREEN, 0, 1));
        Set<String> before = west.entries();
        networks.setUp(id(west), link(west, BLUE, 0, 1, 2));

        networks.takeDown(id(west), BLUE);
        networks.takeDown(id(west), BLUE);

        assertThat(west.entries()).isEqualTo(before);
        assertThat(west.supplies(link(west, BLUE, 0, 1, 2))).isFalse();
        assertThat(west.supplies(link(west, GREEN, 0, 1))).isTrue();
    }

    @Test
    void nothing_can_be_taken_down() {
        connect(west);

        assertThatCode(() -> networks.takeDown(id(west), BLUE)).doesNotThrowAnyException();
    }

    @Test
    void a_refused_key_link_leaves_nothing() throws SouthboundFailure {
        connect(west);
        networks.setUp(id(west), link(west, GREEN, 0, 1));
        Set<String> before = west.entries();

        SouthboundFailure failure = failure(west, west.tooMuch(BLUE));

        assertThat(failure.code()).isEqualTo(ReasonCode.MANAGER_REFUSED);
        assertThat(failure.subject()).isEqualTo("west");
        assertThat(west.entries()).isEqualTo(before);
    }

    @Test
    void a_refused_change_leaves_the_key_link_that_is_there() throws SouthboundFailure {
        connect(west);
        networks.setUp(id(west), link(west, BLUE, 0, 1, 2));
        Set<String> before = west.entries();

        assertThat(failure(west, west.tooMuch(BLUE)).code()).isEqualTo(ReasonCode.MANAGER_REFUSED);

        assertThat(west.entries()).isEqualTo(before);
        assertThat(west.supplies(link(west, BLUE, 0, 1, 2))).isTrue();
    }

    @Test
    void a_key_link_over_a_node_that_nobody_knows_fails_and_leaves_nothing() {
        connect(west);
        UUID nobody = new UUID(9, 9);
        List<UUID> path = List.of(west.nodes().getFirst(), nobody, west.nodes().getLast());
        KeyLink known = link(west, BLUE, 0, 1, 2);

        SouthboundFailure failure = failure(west, new KeyLink(BLUE, known.saeA(), known.saeZ(), path, RATES));

        assertThat(failure.subject()).isEqualTo("west");
        assertThat(west.entries()).isEmpty();
    }

    @Test
    void where_the_last_node_is_away_the_others_are_left_as_they_were() throws SouthboundFailure {
        connect(west);
        west.goDown(west.nodes().getLast());

        SouthboundFailure failure = failure(west, link(west, BLUE, 0, 1, 2));

        assertThat(failure.code()).isIn(ReasonCode.MANAGER_UNREACHABLE, ReasonCode.TIMED_OUT);
        assertThat(failure.subject()).isEqualTo("west");
        assertThat(west.entries()).isEmpty();

        west.comeBack(west.nodes().getLast());
        networks.setUp(id(west), link(west, BLUE, 0, 1, 2));
        assertThat(west.supplies(link(west, BLUE, 0, 1, 2))).isTrue();
    }

    @Test
    void a_request_made_again_in_vain_leaves_the_key_link_that_is_there() throws SouthboundFailure {
        connect(west);
        networks.setUp(id(west), link(west, BLUE, 0, 1, 2));
        Set<String> before = west.entries();
        west.goDown(west.nodes().getLast());

        assertThat(failure(west, link(west, BLUE, 0, 1, 2)).subject()).isEqualTo("west");

        assertThat(west.entries()).isEqualTo(before);
        assertThat(west.supplies(link(west, BLUE, 0, 1, 2))).isTrue();
    }

    @Test
    void a_node_that_is_away_is_in_the_way_of_no_key_link_that_keeps_clear_of_it() throws SouthboundFailure {
        connect(west);
        networks.setUp(id(west), link(west, BLUE, 0, 1, 2));
        west.goDown(west.nodes().getLast());

        networks.setUp(id(west), link(west, BLUE, 0, 1));

        assertThat(west.supplies(link(west, BLUE, 0, 1))).isTrue();
        comeBack(west.nodes().getLast());
        networks.takeDown(id(west), BLUE);
        assertThat(west.entries()).isEmpty();
    }

    @Test
    void what_could_not_be_taken_down_is_when_the_node_is_back() throws SouthboundFailure {
        connect(west);
        networks.setUp(id(west), link(west, BLUE, 0, 1, 2));
        west.goDown(west.nodes().getFirst());

        SouthboundFailure failure =
                catchThrowableOfType(SouthboundFailure.class, () -> networks.takeDown(id(west), BLUE));

        assertThat(failure.code()).isIn(ReasonCode.MANAGER_UNREACHABLE, ReasonCode.TIMED_OUT);
        assertThat(failure.subject()).isEqualTo("west");
        comeBack(west.nodes().getFirst());
        networks.takeDown(id(west), BLUE);
        assertThat(west.entries()).isEmpty();
    }

    /** When this returns it is known, to be away and to be back. */
    private void comeBack(UUID node) {
        networks.look(id(west));
        reports.awaitConnection(id(west), at -> at.reason().isPresent());
        west.comeBack(node);
        reports.awaitConnection(id(west), at -> at.up() && at.reason().isEmpty());
    }
}
