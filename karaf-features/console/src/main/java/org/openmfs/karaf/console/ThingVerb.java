package org.openmfs.karaf.console;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Result;
import org.openmfs.actions.Subject;
import org.openmfs.actions.port.Restconf;

/** A command about one thing of a subject. */
abstract class ThingVerb extends Answering {
    @Argument(name = "SUBJECT", description = "service, device and so on")
    @Completion(SubjectNames.class)
    private String subject;

    @Argument(index = 1, name = "ID", description = "its name")
    @Completion(ThingIds.class)
    private String id;

    abstract Result carryOut(Restconf restconf, Subject of, String name) throws ActionFailure, InterruptedException;

    @Override
    final Result carryOut(Restconf restconf) throws ActionFailure, InterruptedException {
        Subject of = Subject.of(required("SUBJECT", subject, SubjectNames.EXPECTED));
        return carryOut(restconf, of, required("ID", id, "the name of a " + of.one()));
    }
}
