package org.openmfs.controller.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.spi.QkdNetworkPlugin.KeyLink;
import org.openmfs.controller.spi.RecordedNetworkReports.Report;

/** What every QKD network plugin does, whatever networks it speaks to. */
@Timeout(120)
public abstract class QkdNetworkPluginContract {
    protected static final ServiceId BLUE = new ServiceId("blue");
    protected static final ServiceId GREEN = new ServiceId("green");
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final long RATE = 5;

    protected final RecordedNetworkReports reports = new RecordedNetworkReports();
    protected QkdNetworkPlugin plugin;
    protected QkdSite west;
    protected QkdSite east;

    /** A plugin that reports here; closed after the test if it can be. */
    protected abstract QkdNetworkPlugin plugin(QkdNetworkReports to);

    /** A network whose manager has this id. */
    protected abstract QkdSite site(String id);

    @BeforeEach
    final void two_networks_and_a_plugin() {
        west = site("west");
        east = site("east");
        plugin = plugin(reports);
    }

    @AfterEach
    final void leave_nothing_behind() throws Exception {
        if (plugin instanceof AutoCloseable closeable) {
            closeable.close();
        }
        west.close();
        east.close();
    }

    protected final ManagerId id(QkdSite site) {
        return site.settings().id();
    }

    protected final void connect(QkdSite... sites) {
        for (QkdSite site : sites) {
            plugin.connect(site.settings());
        }
        for (QkdSite site : sites) {
            awaitTopology(site, topology -> topology.links().size() == 2);
            reports.awaitConnection(id(site), Connection::up);
        }
    }

    /** A key link of the service along these nodes of the row. */
    protected final KeyLink link(QkdSite site, ServiceId service, int... nodes) {
        List<UUID> path = Arrays.stream(nodes).mapToObj(site.nodes()::get).toList();
        return new KeyLink(service, site.sae(path.getFirst()), site.sae(path.getLast()), path, RATE);
    }

    private void awaitTopology(QkdSite site, Predicate<QkdTopology> like) {
        reports.awaitNewest(id(site), Report.Topology.class, report -> like.test(report.topology()));
    }

    private SouthboundFailure failure(QkdSite site, KeyLink link) {
        return catchThrowableOfType(SouthboundFailure.class, () -> plugin.setUp(id(site), link));
    }

    private void awaitFirstLink(QkdSite site, Optional<ReasonCode> trouble) {
        awaitTopology(
                site,
                topology -> topology.links().stream()
                        .filter(link -> link.id().equals(site.firstLink()))
                        .allMatch(link -> link.trouble().equals(trouble)));
    }

    @Test
    void F3a_F5_a_connected_network_is_reported_with_its_topology_and_rates() {
        connect(west);

        assertThat(reports.of(id(west), Report.Topology.class).getLast().topology())
                .satisfies(known -> assertThat(known.nodes()).containsExactlyInAnyOrderElementsOf(west.nodes()))
                .satisfies(known -> assertThat(known.links())
                        .extracting(QkdTopology.Link::id)
                        .contains(west.firstLink()))
                .satisfies(known -> assertThat(known.links())
                        .allMatch(link -> link.trouble().isEmpty() && link.rate() > RATE));
    }

    @Test
    void a_network_that_is_silent_when_it_is_connected_holds_up_nobody() throws SouthboundFailure {
        west.stall();

        long before = System.nanoTime();
        plugin.connect(west.settings());

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(AT_ONCE);
        connect(east);
        plugin.setUp(id(east), link(east, BLUE, 0, 1));
        assertThat(east.supplies(link(east, BLUE, 0, 1))).isTrue();
    }

    @Test
    void a_network_that_refuses_the_password_is_reported_so_until_it_gets_the_right_one() {
        ManagedNetwork right = west.settings();
        Credential wrong = new Credential(right.credential().orElseThrow().user(), "not the password");

        plugin.connect(
                new ManagedNetwork(right.id(), right.kind(), right.addresses(), right.authority(), Optional.of(wrong)));

        assertThat(reports.awaitConnection(id(west), at -> at.reason().isPresent()))
                .satisfies(at -> assertThat(at.reason()).contains(ReasonCode.CREDENTIAL_REFUSED))
                .satisfies(at -> assertThat(at.up()).isFalse())
                .satisfies(at -> assertThat(at.text()).doesNotContain("not the password"));
        connect(west);
    }

    @Test
    void I9_T_c3_a_key_link_over_a_trusted_node_supplies_both_ends() throws SouthboundFailure {
        connect(west);
        KeyLink link = link(west, BLUE, 0, 1, 2);
        assertThat(west.supplies(link)).isFalse();

        plugin.setUp(id(west), link);

        assertThat(west.supplies(link)).isTrue();
    }

    @Test
    void a_key_link_between_neighbours_supplies_both_ends() throws SouthboundFailure {
        connect(west);

        plugin.setUp(id(west), link(west, BLUE, 1, 2));

        assertThat(west.supplies(link(west, BLUE, 1, 2))).isTrue();
    }

    @Test
    void a_request_made_again_changes_nothing() throws SouthboundFailure {
        connect(west);
        plugin.setUp(id(west), link(west, BLUE, 0, 1, 2));
        Set<String> before = west.entries();

        plugin.setUp(id(west), link(west, BLUE, 0, 1, 2));

        assertThat(west.entries()).isEqualTo(before).isNotEmpty();
        assertThat(west.supplies(link(west, BLUE, 0, 1, 2))).isTrue();
    }

    @Test
    void a_key_link_takes_the_place_of_the_services_earlier_one() throws SouthboundFailure {
        connect(west);
        plugin.setUp(id(west), link(west, BLUE, 0, 1));
        Set<String> shorter = west.entries();
        plugin.setUp(id(west), link(west, BLUE, 0, 1, 2));
        Set<String> longer = west.entries();
        assertThat(west.supplies(link(west, BLUE, 0, 1))).isFalse();

        plugin.setUp(id(west), link(west, BLUE, 0, 1));

        assertThat(west.supplies(link(west, BLUE, 0, 1))).isTrue();
        assertThat(west.supplies(link(west, BLUE, 0, 1, 2))).isFalse();
        assertThat(west.entries()).isEqualTo(shorter).isNotEqualTo(longer);
    }

    @Test
    void a_key_link_that_is_taken_down_leaves_nothing_and_others_as_they_are() throws SouthboundFailure {
        connect(west);
        plugin.setUp(id(west), link(west, GREEN, 0, 1));
        Set<String> before = west.entries();
        plugin.setUp(id(west), link(west, BLUE, 0, 1, 2));

        plugin.takeDown(id(west), BLUE);
        plugin.takeDown(id(west), BLUE);

        assertThat(west.entries()).isEqualTo(before);
        assertThat(west.supplies(link(west, BLUE, 0, 1, 2))).isFalse();
        assertThat(west.supplies(link(west, GREEN, 0, 1))).isTrue();
    }

    @Test
    void nothing_can_be_taken_down() {
        connect(west);

        assertThatCode(() -> plugin.takeDown(id(west), BLUE)).doesNotThrowAnyException();
    }

    @Test
    void a_refused_key_link_leaves_nothing() throws SouthboundFailure {
        connect(west);
        plugin.setUp(id(west), link(west, GREEN, 0, 1));
        Set<String> before = west.entries();

        SouthboundFailure failure = failure(west, west.tooMuch(BLUE));

        assertThat(failure.code()).isEqualTo(ReasonCode.MANAGER_REFUSED);
        assertThat(failure.subject()).isEqualTo("west");
        assertThat(west.entries()).isEqualTo(before);
    }

    @Test
    void a_refused_change_leaves_the_key_link_that_is_there() throws SouthboundFailure {
        connect(west);
        plugin.setUp(id(west), link(west, BLUE, 0, 1, 2));
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

        SouthboundFailure failure = failure(west, new KeyLink(BLUE, known.saeA(), known.saeZ(), path, RATE));

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
        plugin.setUp(id(west), link(west, BLUE, 0, 1, 2));
        assertThat(west.supplies(link(west, BLUE, 0, 1, 2))).isTrue();
    }

    @Test
    void a_request_made_again_in_vain_leaves_the_key_link_that_is_there() throws SouthboundFailure {
        connect(west);
        plugin.setUp(id(west), link(west, BLUE, 0, 1, 2));
        Set<String> before = west.entries();
        west.goDown(west.nodes().getLast());

        assertThat(failure(west, link(west, BLUE, 0, 1, 2)).subject()).isEqualTo("west");

        assertThat(west.entries()).isEqualTo(before);
        assertThat(west.supplies(link(west, BLUE, 0, 1, 2))).isTrue();
    }

    @Test
    void a_node_that_is_away_is_in_the_way_of_no_key_link_that_keeps_clear_of_it() throws SouthboundFailure {
        connect(west);
        plugin.setUp(id(west), link(west, BLUE, 0, 1, 2));
        west.goDown(west.nodes().getLast());

        plugin.setUp(id(west), link(west, BLUE, 0, 1));

        assertThat(west.supplies(link(west, BLUE, 0, 1))).isTrue();
        west.comeBack(west.nodes().getLast());
        plugin.takeDown(id(west), BLUE);
        assertThat(west.entries()).isEmpty();
    }

    @Test
    void what_could_not_be_taken_down_is_when_the_node_is_back() throws SouthboundFailure {
        connect(west);
        plugin.setUp(id(west), link(west, BLUE, 0, 1, 2));
        west.goDown(west.nodes().getFirst());

        SouthboundFailure failure =
                catchThrowableOfType(SouthboundFailure.class, () -> plugin.takeDown(id(west), BLUE));

        assertThat(failure.code()).isIn(ReasonCode.MANAGER_UNREACHABLE, ReasonCode.TIMED_OUT);
        assertThat(failure.subject()).isEqualTo("west");
        west.comeBack(west.nodes().getFirst());
        plugin.takeDown(id(west), BLUE);
        assertThat(west.entries()).isEmpty();
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
        plugin.setUp(id(east), link(east, BLUE, 0, 1));
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
    @EnumSource(names = {"LINK_DOWN", "LINK_OVERLOADED", "QBER_TOO_HIGH"})
    void trouble_with_a_link_is_reported_with_its_reason_and_so_is_its_end(ReasonCode how) throws SouthboundFailure {
        connect(west);
        plugin.setUp(id(west), link(west, BLUE, 0, 1));

        west.harmFirstLink(how);

        // A node may first say that the link is down, and then why.
        assertThat(reports.awaitNewest(id(west), Report.LinkTrouble.class, report -> report.reason() == how)
                        .link())
                .isEqualTo(west.firstLink());
        awaitFirstLink(west, Optional.of(how));
        west.mendFirstLink();
        awaitFirstLink(west, Optional.empty());
    }

    @Test
    void a_disconnected_network_is_reported_on_no_more_and_keeps_its_key_links_for_when_it_is_back()
            throws SouthboundFailure {
        connect(west, east);
        plugin.setUp(id(west), link(west, BLUE, 0, 1, 2));
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
        plugin.takeDown(id(west), BLUE);
        assertThat(west.entries()).isEmpty();
    }

    @Test
    void a_network_that_nobody_connected_fails_by_its_name() {
        assertThat(failure(west, link(west, BLUE, 0, 1)).subject()).isEqualTo("west");
        assertThat(catchThrowableOfType(SouthboundFailure.class, () -> plugin.takeDown(id(west), BLUE))
                        .subject())
                .isEqualTo("west");
    }
}
