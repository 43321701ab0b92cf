package org.openmfs.karaf.console;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.openmfs.controller.runtime.MfsController;

/** Every device and the session with it. */
@Service
@Command(scope = "mfs", name = "device-list", description = "Every device and the session with it")
public final class DeviceList extends ShowCommand {
    @Override
    Shown shown(MfsController known) {
        return InventoryViews.devices(known.inventory());
    }
}
