package org.openmfs.karaf.console;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Document;
import org.openmfs.actions.Result;
import org.openmfs.actions.ServiceActions;
import org.openmfs.actions.port.Restconf;

/** Shows what would be done for a service; nothing is done. */
@Service
@Command(scope = "mfs", name = "plan", description = "Show what would be done for a service now; nothing is done")
public final class PlanVerb extends Answering {
    @Argument(name = "ID", description = "a service that is configured")
    @Completion(ServiceIds.class)
    private String id;

    @Option(name = "--file", description = "a service that is not, or otherwise: a file of this host as for mfs:apply")
    private String file;

    @Override
    Result carryOut(Restconf restconf) throws ActionFailure, InterruptedException {
        ServiceActions actions = new ServiceActions(restconf);
        return file == null
                ? actions.plan(required("ID", id, "the name of a service, or --file FILE"))
                : actions.plan(Document.of(Texts.read(session().getKeyboard(), file)));
    }
}
