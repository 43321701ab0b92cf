package org.openmfs.karaf.console;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.openmfs.controller.runtime.MfsController;

/** Every key exchange method in the catalogue. */
@Service
@Command(scope = "mfs", name = "method-list", description = "Every key exchange method in the catalogue")
public final class MethodList extends ShowCommand {
    @Override
    Shown shown(MfsController known) {
        return InventoryViews.methods(known.inventory());
    }
}
