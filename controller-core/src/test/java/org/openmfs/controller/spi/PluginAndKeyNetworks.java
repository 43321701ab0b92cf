package org.openmfs.controller.spi;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.KeyRates;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.KeyNetworks.KeyLink;
import org.openmfs.controller.spi.RecordedNetworkReports.Report;

/** What the contract of key networks is tried on: a plugin and two networks. */
@Timeout(120)
abstract class PluginAndKeyNetworks {
    protected static final AssociationId BLUE = new AssociationId("blue");
    protected static final AssociationId GREEN = new AssociationId("green");
    static final KeyRates RATES = new KeyRates(5, 300);

    protected final RecordedNetworkReports reports = new RecordedNetworkReports();
    protected ManagerPlugin plugin;
    protected KeyNetworks networks;
    protected QkdSite west;
    protected QkdSite east;

    /** A plugin that reports here; closed after the test. */
    protected abstract ManagerPlugin plugin(KeyNetworkReports to);

    /** A network whose manager has this id. */
    protected abstract QkdSite site(String id);

    @BeforeEach
    final void two_networks_and_a_plugin() {
        west = site("west");
        east = site("east");
        plugin = plugin(reports);
        networks = plugin.keyNetworks().orElseThrow();
    }

    @AfterEach
    final void leave_nothing_behind() throws Exception {
        plugin.close();
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

    /** A key link of the association along these nodes of the row. */
    protected final KeyLink link(QkdSite site, AssociationId association, int... nodes) {
        List<UUID> path = Arrays.stream(nodes).mapToObj(site.nodes()::get).toList();
        return new KeyLink(association, site.sae(path.getFirst()), site.sae(path.getLast()), path, RATES);
    }

    final void awaitTopology(QkdSite site, Predicate<QkdTopology> like) {
        reports.awaitNewest(id(site), Report.Topology.class, report -> like.test(report.topology()));
    }

    final SouthboundFailure failure(QkdSite site, KeyLink link) {
        return catchThrowableOfType(SouthboundFailure.class, () -> networks.setUp(id(site), link));
    }

    final void awaitFirstLink(QkdSite site, Optional<ReasonCode> trouble) {
        awaitTopology(
                site,
                topology -> topology.links().stream()
                        .filter(link -> link.id().equals(site.firstLink()))
                        .allMatch(link -> link.trouble().equals(trouble)));
    }
}
