package org.openmfs.karaf.console;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.runtime.MfsController;

/** One service: what was asked for, where it stands and why. */
@Service
@Command(scope = "mfs", name = "service-show", description = "One service: what was asked for, where it stands and why")
public final class ServiceShow extends ShowCommand {
    @Argument(name = "ID", description = "the service", required = true)
    private String id;

    @Override
    Shown shown(MfsController known) {
        return ServiceViews.one(known.services(), new ServiceId(id));
    }
}
