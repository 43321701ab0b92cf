package org.openmfs.controller.runtime;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.spi.InMemoryKeyNetworks;
import org.openmfs.controller.spi.InMemoryQkdSite;
import org.openmfs.controller.spi.KeyNetworkReports;
import org.openmfs.controller.spi.KeyNetworksContract;
import org.openmfs.controller.spi.ManagerPlugin;
import org.openmfs.controller.spi.QkdSite;

/** QKD networks whose steps leave entries keep the contract of those behind them. */
final class RecordedKeyNetworksTest extends KeyNetworksContract {
    @Override
    protected ManagerPlugin plugin(KeyNetworkReports to) {
        ManagerPlugin behind =
                new InMemoryKeyNetworks(to).with((InMemoryQkdSite) west).with((InMemoryQkdSite) east);
        return new RecordedSouthbound.Managers(behind, new StepLog(entry -> {}));
    }

    @Override
    protected QkdSite site(String id) {
        ManagedNetwork settings = new ManagedNetwork(
                new ManagerId(id),
                ManagerKind.QKDN_015,
                List.of(URI.create("https://127.0.0.1:1/restconf")),
                Optional.empty(),
                Access.of(new Credential("controller", "right")),
                Optional.empty());
        return new InMemoryQkdSite(settings, List.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3)));
    }
}
