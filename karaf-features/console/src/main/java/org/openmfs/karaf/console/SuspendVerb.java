package org.openmfs.karaf.console;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Result;
import org.openmfs.actions.ServiceActions;

/** Takes a service out of service, and keeps its configuration. */
@Service
@Command(scope = "mfs", name = "suspend", description = "Take a service out of service, and keep its configuration")
public final class SuspendVerb extends ServiceVerb {
    @Override
    Result carryOut(ServiceActions actions, String service) throws ActionFailure, InterruptedException {
        return actions.suspend(service);
    }
}
