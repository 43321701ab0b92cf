package org.openmfs.karaf.console;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Listing;
import org.openmfs.actions.Result;
import org.openmfs.actions.Subject;
import org.openmfs.actions.port.Restconf;

/** Shows one thing: what was configured, where it stands and why. */
@Service
@Command(scope = "mfs", name = "show", description = "Show one thing: what was configured, where it stands and why")
public final class ShowVerb extends ThingVerb {
    @Override
    Result carryOut(Restconf restconf, Subject of, String name) throws ActionFailure, InterruptedException {
        return new Listing(restconf).show(of, name);
    }
}
