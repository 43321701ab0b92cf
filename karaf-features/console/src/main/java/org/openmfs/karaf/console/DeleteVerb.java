package org.openmfs.karaf.console;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Changing;
import org.openmfs.actions.Result;
import org.openmfs.actions.Subject;
import org.openmfs.actions.port.Restconf;

/** Takes one thing out of the configuration. */
@Service
@Command(scope = "mfs", name = "delete", description = "Take one thing out of the configuration")
public final class DeleteVerb extends ThingVerb {
    @Override
    Result carryOut(Restconf restconf, Subject of, String name) throws ActionFailure, InterruptedException {
        return new Changing(restconf).delete(of, name);
    }
}
