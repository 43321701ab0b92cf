package org.openmfs.controller.spi;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.OpticalPath;
import org.openmfs.controller.model.OpticalPathStatus;
import org.openmfs.controller.spi.RecordedNetworkReports.Report;

/** What the contract of light paths is tried on: a plugin and two networks. */
@Timeout(120)
abstract class PluginAndLightPaths {
    protected static final AssociationId BLUE = new AssociationId("blue");
    protected static final AssociationId GREEN = new AssociationId("green");

    protected final RecordedNetworkReports reports = new RecordedNetworkReports();
    protected ManagerPlugin plugin;
    protected LightPaths paths;
    protected OpticalSite west;
    protected OpticalSite east;

    /** A plugin that reports here; closed after the test. */
    protected abstract ManagerPlugin plugin(LightPathReports to);

    /** A network whose manager has this id. */
    protected abstract OpticalSite site(String id);

    @BeforeEach
    final void two_networks_and_a_plugin() {
        west = site("west");
        east = site("east");
        plugin = plugin(reports);
        paths = plugin.lightPaths().orElseThrow();
    }

    @AfterEach
    final void leave_nothing_behind() throws Exception {
        plugin.close();
        west.close();
        east.close();
    }

    protected final ManagerId id(OpticalSite site) {
        return site.settings().id();
    }

    protected final void connect(OpticalSite... sites) {
        for (OpticalSite site : sites) {
            plugin.connect(site.settings());
        }
        for (OpticalSite site : sites) {
            reports.awaitConnection(id(site), Connection::up);
        }
    }

    final void awaitPath(OpticalSite site, AssociationId association, LightPathState state) {
        reports.awaitNewest(
                id(site),
                Report.OpticalPaths.class,
                report -> Optional.ofNullable(report.paths().get(association))
                        .filter(path -> path.state() == state)
                        .isPresent());
    }

    final Map<AssociationId, OpticalPathStatus> newest(OpticalSite site) {
        return reports.of(id(site), Report.OpticalPaths.class).getLast().paths();
    }

    final SouthboundFailure failure(OpticalSite site, OpticalPath path) {
        return catchThrowableOfType(SouthboundFailure.class, () -> paths.setUp(id(site), path));
    }
}
