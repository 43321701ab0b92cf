package org.openmfs.testbed.south;

import java.time.InstantSource;
import org.openmfs.controller.spi.KeyLinksContract;
import org.openmfs.controller.spi.KeyNetworkReports;
import org.openmfs.controller.spi.ManagerPlugin;
import org.openmfs.controller.spi.QkdSite;
import org.openmfs.southbound.qkdn.QkdNetworks;

/** The client of SD-QKD nodes tells of its key links as the contract says, with nodes that know nothing of it. */
final class KeyLinksTest extends KeyLinksContract {
    @Override
    protected ManagerPlugin plugin(KeyNetworkReports to) {
        return new QkdNetworks(to, InstantSource.system());
    }

    @Override
    protected QkdSite site(String id) {
        return new EmulatedQkdSite(id);
    }
}
