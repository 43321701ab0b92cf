package org.openmfs.controller.runtime;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.spi.InMemoryOpticalNetworks;
import org.openmfs.controller.spi.InMemoryOpticalSite;
import org.openmfs.controller.spi.OpticalNetworkPlugin;
import org.openmfs.controller.spi.OpticalNetworkPluginContract;
import org.openmfs.controller.spi.OpticalNetworkReports;
import org.openmfs.controller.spi.OpticalSite;

/** Optical networks whose steps leave entries keep the contract of those behind them. */
final class RecordedOpticalNetworksTest extends OpticalNetworkPluginContract {
    @Override
    protected OpticalNetworkPlugin plugin(OpticalNetworkReports to) {
        OpticalNetworkPlugin behind =
                new InMemoryOpticalNetworks(to).with((InMemoryOpticalSite) west).with((InMemoryOpticalSite) east);
        return new RecordedSouthbound.OpticalNetworks(behind, new StepLog(entry -> {}));
    }

    @Override
    protected OpticalSite site(String id) {
        return new InMemoryOpticalSite(new ManagedNetwork(
                new ManagerId(id),
                ManagedNetwork.Kind.APN_TAPI,
                List.of(URI.create("https://127.0.0.1:1/restconf")),
                Optional.empty(),
                Access.of(new Credential("controller", "right")),
                Optional.empty()));
    }
}
