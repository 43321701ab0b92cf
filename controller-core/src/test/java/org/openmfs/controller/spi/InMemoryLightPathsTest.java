package org.openmfs.controller.spi;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;

/** The optical networks that other tests stand on keep the contract too. */
final class InMemoryLightPathsTest extends LightPathsContract {
    @Override
    protected ManagerPlugin plugin(LightPathReports to) {
        return new InMemoryLightPaths(to).with((InMemoryOpticalSite) west).with((InMemoryOpticalSite) east);
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
}
