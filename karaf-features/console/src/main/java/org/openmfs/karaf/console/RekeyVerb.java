package org.openmfs.karaf.console;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Result;
import org.openmfs.actions.ServiceActions;

/** Has the key in use of a service replaced now. */
@Service
@Command(scope = "mfs", name = "rekey", description = "Have the key in use of a service replaced now")
public final class RekeyVerb extends ServiceVerb {
    @Override
    Result carryOut(ServiceActions actions, String service) throws ActionFailure, InterruptedException {
        return actions.rekey(service);
    }
}
