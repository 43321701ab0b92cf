package org.openmfs.southbound.netconf;

import org.openmfs.controller.spi.DevicePlugin;
import org.openmfs.controller.spi.DevicePluginContract;
import org.openmfs.controller.spi.DeviceReports;
import org.openmfs.controller.spi.DeviceSite;
import org.openmfs.southbound.netconf.fake.FakeAgent;

/** The contract, with devices that can everything. */
final class NetconfDevicesContractTest extends DevicePluginContract {
    @Override
    protected DevicePlugin plugin(DeviceReports to) {
        return Plugins.with(to);
    }

    @Override
    protected DeviceSite site(String id) {
        return FakeAgent.without(id);
    }
}
