package org.openmfs.karaf.console;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.openmfs.controller.runtime.MfsController;

/** Every service and where it stands. */
@Service
@Command(scope = "mfs", name = "service-list", description = "Every service and where it stands")
public final class ServiceList extends ShowCommand {
    @Override
    Shown shown(MfsController known) {
        return ServiceViews.all(known.services());
    }
}
