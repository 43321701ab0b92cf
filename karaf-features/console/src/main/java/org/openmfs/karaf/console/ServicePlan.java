package org.openmfs.karaf.console;

import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.runtime.MfsController;

/** What would be done for a service now; nothing is done. */
@Service
@Command(scope = "mfs", name = "service-plan", description = "What would be done for a service now; nothing is done")
public final class ServicePlan extends ShowCommand {
    @Argument(name = "ID", description = "the service", required = true)
    private String id;

    @Override
    Shown shown(MfsController known) {
        return PlanViews.of(new ServiceId(id), known.plan(new ServiceId(id), Optional.empty()));
    }
}
