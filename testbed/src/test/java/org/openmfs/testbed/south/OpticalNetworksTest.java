package org.openmfs.testbed.south;

import java.time.Duration;
import java.time.InstantSource;
import org.openmfs.controller.spi.LightPathReports;
import org.openmfs.controller.spi.LightPathsContract;
import org.openmfs.controller.spi.ManagerPlugin;
import org.openmfs.controller.spi.OpticalSite;
import org.openmfs.southbound.apn.tapi.OpticalNetworks;
import org.openmfs.southbound.http.Pace;

/** The TAPI client keeps the contract with an APN-C that knows nothing of it. */
final class OpticalNetworksTest extends LightPathsContract {
    private static final Pace QUICK = new Pace(Duration.ofSeconds(1), Duration.ofMillis(200));

    @Override
    protected ManagerPlugin plugin(LightPathReports to) {
        return new OpticalNetworks(to, InstantSource.system(), QUICK);
    }

    @Override
    protected OpticalSite site(String id) {
        return new EmulatedOpticalSite(id);
    }
}
