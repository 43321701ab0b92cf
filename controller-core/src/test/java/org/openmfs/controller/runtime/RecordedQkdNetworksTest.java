package org.openmfs.controller.runtime;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.spi.InMemoryQkdNetworks;
import org.openmfs.controller.spi.InMemoryQkdSite;
import org.openmfs.controller.spi.QkdNetworkPlugin;
import org.openmfs.controller.spi.QkdNetworkPluginContract;
import org.openmfs.controller.spi.QkdNetworkReports;
import org.openmfs.controller.spi.QkdSite;

/** QKD networks whose steps leave entries keep the contract of those behind them. */
final class RecordedQkdNetworksTest extends QkdNetworkPluginContract {
    @Override
    protected QkdNetworkPlugin plugin(QkdNetworkReports to) {
        QkdNetworkPlugin behind =
                new InMemoryQkdNetworks(to).with((InMemoryQkdSite) west).with((InMemoryQkdSite) east);
        return new RecordedSouthbound.QkdNetworks(behind, new StepLog(entry -> {}));
    }

    @Override
    protected QkdSite site(String id) {
        ManagedNetwork settings = new ManagedNetwork(
                new ManagerId(id),
                ManagedNetwork.Kind.QKDN_015,
                List.of(URI.create("https://127.0.0.1:1/restconf")),
                Optional.empty(),
                Access.of(new Credential("controller", "right")),
                Optional.empty());
        return new InMemoryQkdSite(settings, List.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3)));
    }
}
