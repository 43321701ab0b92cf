package org.openmfs.testbed.south;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.opendaylight.netconf.client.NetconfClientFactoryImpl;
import org.opendaylight.netconf.common.di.DefaultNetconfTimer;
import org.openmfs.controller.spi.DevicePlugin;
import org.openmfs.controller.spi.DevicePluginContract;
import org.openmfs.controller.spi.DeviceReports;
import org.openmfs.controller.spi.DeviceSite;
import org.openmfs.southbound.netconf.NetconfDevices;

/** The manager's NETCONF client and the agent's NETCONF server, which share YANG and nothing else, keep the contract. */
final class NetconfDevicesTest extends DevicePluginContract {
    private static DefaultNetconfTimer timer;
    private static NetconfClientFactoryImpl clients;

    @BeforeAll
    static void one_client_factory_as_in_a_manager() {
        timer = new DefaultNetconfTimer();
        clients = new NetconfClientFactoryImpl(timer);
    }

    @AfterAll
    static void close() {
        clients.close();
        timer.close();
    }

    @Override
    protected DevicePlugin plugin(DeviceReports to) {
        return new NetconfDevices(clients, to);
    }

    @Override
    protected DeviceSite site(String id) {
        return new AgentSite(id);
    }
}
