package org.openmfs.controller.spi;

import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;

/** The devices that other tests stand on keep the contract too. */
final class InMemoryDevicesTest extends DevicePluginContract {
    private static final String HOST_KEY = "SHA256:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";

    @Override
    protected DevicePlugin plugin(DeviceReports to) {
        return new InMemoryDevices(to).with((InMemorySite) west).with((InMemorySite) east);
    }

    @Override
    protected DeviceSite site(String id) {
        Credential credential = new Credential("admin", "right");
        return InMemorySite.usual(new Device(new DeviceId(id), "127.0.0.1", 830, HOST_KEY, credential, false));
    }
}
