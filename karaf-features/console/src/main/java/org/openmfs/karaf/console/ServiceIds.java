package org.openmfs.karaf.console;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.openmfs.actions.Subject;
import org.openmfs.northbound.http.InnerCalls;

/** Completes names of services. */
@Service
public final class ServiceIds implements Completer {
    @Reference
    private InnerCalls controller;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new Ids(controller, session).complete(Subject.SERVICES, line, candidates);
    }
}
