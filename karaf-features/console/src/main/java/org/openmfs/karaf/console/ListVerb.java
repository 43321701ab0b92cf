package org.openmfs.karaf.console;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Listing;
import org.openmfs.actions.Result;
import org.openmfs.actions.Subject;
import org.openmfs.actions.port.Restconf;
import org.openmfs.actions.show.Rendering;
import org.openmfs.actions.show.Tables;

/** Lists what there is of a subject. */
@Service
@Command(
        scope = "mfs",
        name = "list",
        description = "List services, devices, managers, networks, endpoints, classes, methods, keys or alarms")
public final class ListVerb extends Answering {
    @Argument(name = "SUBJECT", description = "of what")
    @Completion(SubjectNames.class)
    private String subject;

    @Option(name = "--all", description = "destroyed keys too")
    private boolean all;

    @Option(name = "--full", description = "whole ids of keys, and every column")
    private boolean full;

    @Override
    Result carryOut(Restconf restconf) throws ActionFailure, InterruptedException {
        return new Listing(restconf).list(Subject.of(required("SUBJECT", subject, SubjectNames.EXPECTED)), all);
    }

    @Override
    Rendering rendering() {
        return rendering(new Tables(full));
    }
}
