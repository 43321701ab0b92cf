package org.openmfs.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.archive.Entry;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.DevicePlugin;
import org.openmfs.controller.spi.DevicePluginContract;
import org.openmfs.controller.spi.DeviceReports;
import org.openmfs.controller.spi.DeviceSite;
import org.openmfs.controller.spi.InMemoryDevices;
import org.openmfs.controller.spi.InMemorySite;
import org.openmfs.controller.spi.SouthboundFailure;

/** Devices whose steps leave entries keep the contract of those behind them. */
final class RecordedDevicesTest extends DevicePluginContract {
    private static final String HOST_KEY = "SHA256:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";

    private final List<Entry> entries = new ArrayList<>();

    @Override
    protected DevicePlugin plugin(DeviceReports to) {
        DevicePlugin behind = new InMemoryDevices(to).with((InMemorySite) west).with((InMemorySite) east);
        return new RecordedSouthbound.Devices(behind, new StepLog(entries::add));
    }

    @Override
    protected DeviceSite site(String id) {
        Credential credential = new Credential("admin", "right");
        return InMemorySite.usual(new Device(new DeviceId(id), "127.0.0.1", 830, HOST_KEY, credential, false));
    }

    @Test
    void what_is_taken_back_of_two_devices_is_one_step_that_names_both() throws SouthboundFailure {
        plugin.onboard(west.settings());
        plugin.onboard(east.settings());

        plugin.configure(List.of(
                new DeviceChange(west.settings().id(), List.of(), Set.of(GREEN)),
                new DeviceChange(east.settings().id(), List.of(), Set.of(GREEN))));

        assertThat(entries)
                .containsExactly(
                        new Entry(Entry.STEP, "green", "take back green/1", "west, east", "asked"),
                        new Entry(Entry.STEP, "green", "take back green/1", "west, east", "taken back"));
    }
}
