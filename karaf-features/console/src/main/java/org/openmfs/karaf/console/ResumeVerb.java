package org.openmfs.karaf.console;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Result;
import org.openmfs.actions.ServiceActions;

/** Serves a service again that was suspended. */
@Service
@Command(scope = "mfs", name = "resume", description = "Serve a service again that was suspended")
public final class ResumeVerb extends ServiceVerb {
    @Override
    Result carryOut(ServiceActions actions, String service) throws ActionFailure, InterruptedException {
        return actions.resume(service);
    }
}
