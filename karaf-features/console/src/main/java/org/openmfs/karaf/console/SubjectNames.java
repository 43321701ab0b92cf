package org.openmfs.karaf.console;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.openmfs.actions.Subject;

/** Completes what there are several of: services, devices and so on. */
@Service
public final class SubjectNames implements Completer {
    static final String EXPECTED = "one of " + String.join(", ", Subject.words());

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        return new StringsCompleter(Subject.words()).complete(session, line, candidates);
    }
}
