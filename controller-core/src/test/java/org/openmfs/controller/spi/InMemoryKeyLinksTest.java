package org.openmfs.controller.spi;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;

/** The QKD networks that other tests stand on tell of their key links as the contract says. */
final class InMemoryKeyLinksTest extends KeyLinksContract {
    @Override
    protected ManagerPlugin plugin(KeyNetworkReports to) {
        return new InMemoryKeyNetworks(to).with((InMemoryQkdSite) site);
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
