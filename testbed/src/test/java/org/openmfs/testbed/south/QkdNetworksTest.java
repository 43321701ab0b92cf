package org.openmfs.testbed.south;

import java.time.Duration;
import java.time.InstantSource;
import org.openmfs.controller.spi.KeyNetworkReports;
import org.openmfs.controller.spi.KeyNetworksContract;
import org.openmfs.controller.spi.ManagerPlugin;
import org.openmfs.controller.spi.QkdSite;
import org.openmfs.southbound.http.Pace;
import org.openmfs.southbound.qkdn.QkdNetworks;

/** The client of SD-QKD nodes keeps the contract with nodes that know nothing of it. */
final class QkdNetworksTest extends KeyNetworksContract {
    private static final Pace QUICK = new Pace(Duration.ofSeconds(1), Duration.ofMillis(200));

    @Override
    protected ManagerPlugin plugin(KeyNetworkReports to) {
        return new QkdNetworks(to, InstantSource.system(), QUICK);
    }

    @Override
    protected QkdSite site(String id) {
        return new EmulatedQkdSite(id);
    }
}
