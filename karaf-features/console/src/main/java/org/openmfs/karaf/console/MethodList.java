package org.openmfs.karaf.console;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.openmfs.controller.runtime.MfsController;

/** Key exchange methods: the catalogue, and what devices report. */
@Service
@Command(
        scope = "mfs",
        name = "method-list",
        description = "Key exchange methods: the catalogue, and what devices report")
public final class MethodList extends ShowCommand {
    @Override
    Shown shown(MfsController known) {
        return InventoryViews.methods(known.inventory());
    }
}
