package org.openmfs.karaf.console;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Result;
import org.openmfs.actions.ServiceActions;
import org.openmfs.actions.port.Restconf;

/** A command about one service. */
abstract class ServiceVerb extends Answering {
    @Argument(name = "ID", description = "the service")
    @Completion(ServiceIds.class)
    private String id;

    abstract Result carryOut(ServiceActions actions, String service) throws ActionFailure, InterruptedException;

    @Override
    final Result carryOut(Restconf restconf) throws ActionFailure, InterruptedException {
        return carryOut(new ServiceActions(restconf), required("ID", id, "the name of a service"));
    }
}
