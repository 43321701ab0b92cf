package org.openmfs.controller.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.model.KeyRates;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.spi.KeyNetworks.KeyLink;
import org.openmfs.controller.spi.RecordedNetworkReports.Report;

/** What every QKD network plugin tells of the key links that were set up through it. */
@Timeout(60)
public abstract class KeyLinksContract {
    private static final AssociationId BLUE = new AssociationId("blue");
    private static final AssociationId GREEN = new AssociationId("green");
    private static final KeyRates RATES = new KeyRates(5, 300);

    protected final RecordedNetworkReports reports = new RecordedNetworkReports();
    protected ManagerPlugin plugin;
    protected KeyNetworks networks;
    protected QkdSite site;

    /** A plugin that reports here; closed after the test. */
    protected abstract ManagerPlugin plugin(KeyNetworkReports to);

    /** A network whose manager has this id. */
    protected abstract QkdSite site(String id);

    @BeforeEach
    final void a_connected_network() {
        site = site("west");
        plugin = plugin(reports);
        networks = plugin.keyNetworks().orElseThrow();
        plugin.connect(site.settings());
        reports.awaitConnection(id(), at -> at.up() && at.reason().isEmpty());
    }

    @AfterEach
    final void leave_nothing_behind() throws Exception {
        plugin.close();
        site.close();
    }

    private ManagerId id() {
        return site.settings().id();
    }

    private KeyLink link(AssociationId association, int... nodes) {
        List<UUID> path = Arrays.stream(nodes).mapToObj(site.nodes()::get).toList();
        return new KeyLink(association, site.sae(path.getFirst()), site.sae(path.getLast()), path, RATES);
    }

    private void await(Predicate<Map<AssociationId, KeyLinkState>> like) {
        reports.awaitNewest(id(), Report.KeyLinks.class, report -> like.test(report.links()));
    }

    private void awaitMissing(AssociationId association, String... words) {
        await(links -> links.containsKey(association)
                && Arrays.stream(words)
                        .allMatch(word ->
                                links.get(association).missing().orElse("").contains(word)));
    }

    private void awaitStanding(AssociationId association) {
        await(links -> links.containsKey(association)
                && links.get(association).missing().isEmpty());
    }

    private List<Report.KeyLinks> told() {
        return reports.of(id(), Report.KeyLinks.class);
    }

    private String node(int at) {
        return site.nodes().get(at).toString();
    }

    @Test
    void a_key_link_that_was_set_up_is_told_to_stand_with_its_path_its_ends_and_its_rate() throws SouthboundFailure {
        KeyLink link = link(BLUE, 0, 1, 2);

        networks.setUp(id(), link);

        KeyLinkState stands = new KeyLinkState(link.path(), List.of(link.saeA(), link.saeZ()), RATES, Optional.empty());
        assertThat(told().getLast().links()).containsExactly(Map.entry(BLUE, stands));
    }

    @Test
    void an_application_that_somebody_else_took_away_is_told_missing_with_its_node() throws SouthboundFailure {
        networks.setUp(id(), link(BLUE, 0, 1, 2));

        site.removeApplication(site.nodes().getLast(), BLUE);

        awaitMissing(BLUE, "application", "association blue", node(2));
    }

    @Test
    void a_node_that_was_found_without_a_key_link_holds_up_its_withdrawal_no_more_when_it_is_away()
            throws SouthboundFailure {
        networks.setUp(id(), link(BLUE, 0, 1, 2));
        UUID last = site.nodes().getLast();
        site.forget(last);
        networks.takeDown(id(), BLUE);
        site.goDown(last);
        reports.awaitConnection(id(), at -> at.reason().isPresent());

        networks.takeDown(id(), BLUE);

        assertThat(site.entries()).isEmpty();
    }

    @Test
    void a_node_that_forgot_everything_misses_its_entries_and_no_other_service_does() throws SouthboundFailure {
        networks.setUp(id(), link(BLUE, 0, 1, 2));
        networks.setUp(id(), link(GREEN, 0, 1));

        site.forget(site.nodes().getLast());

        awaitMissing(BLUE, "application", "virtual link", "association blue", node(2));
        assertThat(told().getLast().links().get(GREEN).missing()).isEmpty();
    }

    @Test
    void what_is_missing_is_put_back_when_the_key_link_is_set_up_again() throws SouthboundFailure {
        networks.setUp(id(), link(BLUE, 0, 1, 2));
        site.nodes().forEach(site::forget);
        awaitMissing(BLUE, node(0));

        networks.setUp(id(), link(BLUE, 0, 1, 2));

        assertThat(told().getLast().links().get(BLUE).missing()).isEmpty();
        assertThat(site.supplies(link(BLUE, 0, 1, 2))).isTrue();
        networks.look(id());
        awaitStanding(BLUE);
    }

    @Test
    void a_node_that_is_away_is_not_said_to_have_forgotten_anything() throws SouthboundFailure {
        networks.setUp(id(), link(BLUE, 0, 1, 2));
        int before = told().size();

        site.goDown(site.nodes().getLast());
        reports.awaitConnection(id(), at -> at.reason().isPresent());
        site.comeBack(site.nodes().getLast());
        reports.awaitConnection(id(), at -> at.up() && at.reason().isEmpty());

        awaitStanding(BLUE);
        assertThat(told().stream()
                        .skip(before - 1L)
                        .map(report -> report.links().get(BLUE)))
                .isNotEmpty()
                .allMatch(state -> state.missing().isEmpty());
    }

    @Test
    void what_a_node_forgot_while_it_was_away_is_told_when_it_is_back() throws SouthboundFailure {
        networks.setUp(id(), link(BLUE, 0, 1, 2));
        site.goDown(site.nodes().getLast());
        reports.awaitConnection(id(), at -> at.reason().isPresent());
        site.forget(site.nodes().getLast());

        site.comeBack(site.nodes().getLast());

        awaitMissing(BLUE, node(2));
    }

    @Test
    void of_a_key_link_that_was_taken_down_nothing_is_told() throws SouthboundFailure {
        networks.setUp(id(), link(BLUE, 0, 1, 2));

        networks.takeDown(id(), BLUE);

        assertThat(told().getLast().links()).isEmpty();
        networks.look(id());
        await(Map::isEmpty);
    }

    @Test
    void a_key_link_that_took_the_place_of_another_is_told_along_its_own_path() throws SouthboundFailure {
        networks.setUp(id(), link(BLUE, 0, 1, 2));
        networks.setUp(id(), link(BLUE, 0, 1));

        site.forget(site.nodes().getLast());
        networks.look(id());

        await(links -> links.containsKey(BLUE)
                && links.get(BLUE).path().equals(link(BLUE, 0, 1).path()));
        assertThat(told().getLast().links().get(BLUE).missing()).isEmpty();
    }

    @Test
    void a_manager_that_gets_other_settings_is_still_asked_for_what_was_set_up_before() throws SouthboundFailure {
        networks.setUp(id(), link(BLUE, 0, 1, 2));

        plugin.connect(site.settings());
        site.removeApplication(site.nodes().getFirst(), BLUE);

        awaitMissing(BLUE, "application", node(0));
    }

    @Test
    void a_refused_key_link_leaves_what_is_told_of_the_one_that_is_there() throws SouthboundFailure {
        networks.setUp(id(), link(BLUE, 0, 1, 2));

        assertThat(catchThrowable(() -> networks.setUp(id(), site.tooMuch(BLUE))))
                .isInstanceOf(SouthboundFailure.class);
        networks.look(id());

        await(links -> links.containsKey(BLUE) && links.get(BLUE).rates().equals(RATES));
        awaitStanding(BLUE);
    }
}
