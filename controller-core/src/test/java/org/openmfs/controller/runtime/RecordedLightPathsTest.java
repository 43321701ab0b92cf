package org.openmfs.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.archive.Entry;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.spi.InMemoryLightPaths;
import org.openmfs.controller.spi.InMemoryOpticalSite;
import org.openmfs.controller.spi.LightPathReports;
import org.openmfs.controller.spi.LightPaths;
import org.openmfs.controller.spi.LightPathsContract;
import org.openmfs.controller.spi.ManagerPlugin;
import org.openmfs.controller.spi.OpticalSite;
import org.openmfs.controller.spi.SouthboundFailure;

/** Optical networks whose steps leave entries keep the contract of those behind them. */
final class RecordedLightPathsTest extends LightPathsContract {
    @Override
    protected ManagerPlugin plugin(LightPathReports to) {
        ManagerPlugin behind =
                new InMemoryLightPaths(to).with((InMemoryOpticalSite) west).with((InMemoryOpticalSite) east);
        return new RecordedSouthbound.Managers(behind, new StepLog(entry -> {}));
    }

    @Override
    protected OpticalSite site(String id) {
        return new InMemoryOpticalSite(new ManagedNetwork(
                new ManagerId(id),
                ManagerKind.APN_TAPI,
                List.of(URI.create("https://127.0.0.1:1/restconf")),
                Optional.empty(),
                Access.of(new Credential("controller", "right")),
                Optional.empty()));
    }

    @Test
    void what_is_accepted_and_not_there_yet_is_noted_as_that() throws SouthboundFailure {
        List<Entry> entries = new ArrayList<>();
        LightPaths noted = new RecordedSouthbound.Managers(plugin, new StepLog(entries::add))
                .lightPaths()
                .orElseThrow();
        connect(west);
        west.installNothing();

        noted.setUp(id(west), west.path(BLUE));

        assertThat(entries).extracting(Entry::outcome).containsExactly("asked", "accepted, not there yet");
    }
}
