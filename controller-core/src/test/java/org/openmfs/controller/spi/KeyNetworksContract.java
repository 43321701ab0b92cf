package org.openmfs.controller.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.RecordedNetworkReports.Report;

/** What every QKD network plugin does, whatever networks it speaks to. */
public abstract class KeyNetworksContract extends QkdKeyLinkContract {
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final Duration BOUND = Duration.ofSeconds(60);

    @Test
    void F3a_F5_a_connected_network_is_reported_with_its_topology_and_rates() {
        connect(west);

        assertThat(reports.of(id(west), Report.Topology.class).getLast().topology())
                .satisfies(known -> assertThat(known.nodes()).containsExactlyInAnyOrderElementsOf(west.nodes()))
                .satisfies(known -> assertThat(known.links())
                        .extracting(QkdTopology.Link::id)
                        .contains(west.firstLink()))
                .satisfies(known -> assertThat(known.links())
                        .allMatch(link -> link.trouble().isEmpty() && link.rate() > RATES.most()));
    }

    @Test
    void a_network_that_is_silent_when_it_is_connected_holds_up_nobody() throws SouthboundFailure {
        west.stall();

        long before = System.nanoTime();
        plugin.connect(west.settings());

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(AT_ONCE);
        connect(east);
        networks.setUp(id(east), link(east, BLUE, 0, 1));
        assertThat(east.supplies(link(east, BLUE, 0, 1))).isTrue();
    }

    @Test
    void a_network_that_refuses_the_password_is_reported_so_until_it_gets_the_right_one() {
        ManagedNetwork right = west.settings();
        Credential wrong = new Credential("controller", "not the password");

        plugin.connect(new ManagedNetwork(
                right.id(),
                right.kind(),
                right.addresses(),
                right.authority(),
                Access.of(wrong),
                right.mostKeyLinkRate()));

        assertThat(reports.awaitConnection(id(west), at -> at.reason().isPresent()))
                .satisfies(at -> assertThat(at.reason()).contains(ReasonCode.CREDENTIAL_REFUSED))
                .satisfies(at -> assertThat(at.state()).isEqualTo(Connection.State.REFUSED))
                .satisfies(at -> assertThat(at.text()).doesNotContain("not the password"));
        connect(west);
    }

    @Test
    void a_network_that_was_never_reached_fails_by_its_name() {
        west.nodes().forEach(west::goDown);
        plugin.connect(west.settings());
        reports.awaitConnection(id(west), at -> at.reason().equals(Optional.of(ReasonCode.MANAGER_UNREACHABLE)));

        SouthboundFailure failure = failure(west, link(west, BLUE, 0, 1, 2));

        assertThat(failure.code()).isEqualTo(ReasonCode.MANAGER_UNREACHABLE);
        assertThat(failure.subject()).isEqualTo("west");
    }

    @Test
    void a_node_that_never_answers_blinds_nobody_to_the_others() throws SouthboundFailure {
        west.goDown(west.nodes().getLast());

        plugin.connect(west.settings());

        assertThat(reports.awaitConnection(id(west), Connection::up).reason()).contains(ReasonCode.MANAGER_UNREACHABLE);
        QkdTopology told = reports.awaitNewest(id(west), Report.Topology.class, report -> true)
                .topology();
        assertThat(told.nodes())
                .containsExactlyInAnyOrderElementsOf(west.nodes().subList(0, 2));
        networks.setUp(id(west), link(west, BLUE, 0, 1));
        assertThat(west.supplies(link(west, BLUE, 0, 1))).isTrue();
        west.comeBack(west.nodes().getLast());
        reports.awaitConnection(id(west), at -> at.up() && at.reason().isEmpty());
        reports.awaitNewest(
                id(west),
                Report.Topology.class,
                report -> report.topology().nodes().containsAll(west.nodes()));
    }

    @Test
    void what_the_others_have_of_a_key_link_is_taken_down_though_a_node_is_away() throws SouthboundFailure {
        connect(west);
        networks.setUp(id(west), link(west, BLUE, 0, 1, 2));
        int before = west.entries().size();
        west.goDown(west.nodes().getFirst());

        assertThat(catchThrowableOfType(SouthboundFailure.class, () -> networks.takeDown(id(west), BLUE))
                        .subject())
                .isEqualTo("west");

        assertThat(west.entries()).hasSizeLessThan(before - 1);
    }

    @Test
    void a_network_that_stalls_fails_in_bounded_time_and_can_be_disconnected_meanwhile() throws SouthboundFailure {
        connect(west, east);
        west.stall();

        long before = System.nanoTime();
        SouthboundFailure failure = failure(west, link(west, BLUE, 0, 1, 2));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(BOUND);
        assertThat(failure.code()).isIn(ReasonCode.MANAGER_UNREACHABLE, ReasonCode.TIMED_OUT);
        assertThat(failure.subject()).isEqualTo("west");

        List<Report> reported = reports.of(id(west));
        plugin.disconnect(id(west));
        networks.setUp(id(east), link(east, BLUE, 0, 1));
        assertThat(east.supplies(link(east, BLUE, 0, 1))).isTrue();
        assertThat(reports.of(id(west))).isEqualTo(reported);
    }

    @Test
    void a_network_that_was_lost_is_reported_so_and_read_anew_when_it_is_back() {
        connect(west);
        west.nodes().forEach(west::goDown);
        assertThat(reports.awaitConnection(id(west), at -> !at.up()).reason()).contains(ReasonCode.MANAGER_UNREACHABLE);
        west.harmFirstLink(ReasonCode.LINK_DOWN);

        west.nodes().forEach(west::comeBack);

        reports.awaitConnection(id(west), Connection::up);
        awaitFirstLink(west, Optional.of(ReasonCode.LINK_DOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"link-down", "link-overloaded", "qber-too-high"})
    void trouble_with_a_link_is_reported_with_its_reason_and_so_is_its_end(String word) throws SouthboundFailure {
        ReasonCode how = new ReasonCode(word);
        connect(west);
        networks.setUp(id(west), link(west, BLUE, 0, 1));

        west.harmFirstLink(how);

        // A node may first say that the link is down, and then why.
        assertThat(reports.awaitNewest(
                                id(west),
                                Report.LinkTrouble.class,
                                report -> report.reason().equals(how))
                        .link())
                .isEqualTo(west.firstLink());
        awaitFirstLink(west, Optional.of(how));
        west.mendFirstLink();
        awaitFirstLink(west, Optional.empty());
    }

    @Test
    void trouble_that_was_there_before_anybody_listened_is_reported_too() {
        west.harmFirstLink(ReasonCode.LINK_DOWN);

        connect(west);

        assertThat(reports.awaitNewest(
                                id(west),
                                Report.LinkTrouble.class,
                                report -> report.reason().equals(ReasonCode.LINK_DOWN))
                        .link())
                .isEqualTo(west.firstLink());
    }

    @Test
    void a_disconnected_network_is_reported_on_no_more_and_keeps_its_key_links_for_when_it_is_back()
            throws SouthboundFailure {
        connect(west, east);
        networks.setUp(id(west), link(west, BLUE, 0, 1, 2));
        Set<String> before = west.entries();

        plugin.disconnect(id(west));
        List<Report> reported = reports.of(id(west));
        west.harmFirstLink(ReasonCode.LINK_DOWN);
        east.harmFirstLink(ReasonCode.LINK_DOWN);
        awaitFirstLink(east, Optional.of(ReasonCode.LINK_DOWN));

        assertThat(reports.of(id(west))).isEqualTo(reported);
        assertThat(west.entries()).isEqualTo(before);
        assertThat(failure(west, link(west, GREEN, 0, 1)).subject()).isEqualTo("west");

        plugin.connect(west.settings());
        networks.takeDown(id(west), BLUE);
        assertThat(west.entries()).isEmpty();
    }

    @Test
    void a_network_that_nobody_connected_fails_by_its_name() {
        assertThat(failure(west, link(west, BLUE, 0, 1)).subject()).isEqualTo("west");
        assertThat(catchThrowableOfType(SouthboundFailure.class, () -> networks.takeDown(id(west), BLUE))
                        .subject())
                .isEqualTo("west");
    }
}
