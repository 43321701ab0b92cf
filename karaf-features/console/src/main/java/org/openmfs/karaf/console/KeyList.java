package org.openmfs.karaf.console;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.openmfs.controller.runtime.MfsController;

/** Every key that devices report: names and states, never keys. */
@Service
@Command(scope = "mfs", name = "key-list", description = "Every key that devices report: names and states, never keys")
public final class KeyList extends ShowCommand {
    @Override
    Shown shown(MfsController known) {
        return InventoryViews.keys(known.inventory());
    }
}
