package org.openmfs.karaf.console;

import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Subject;
import org.openmfs.northbound.http.InnerCalls;

/** Completes names of things of the subject that stands before them. */
@Service
public final class ThingIds implements Completer {
    private static final int NONE = -1;

    @Reference
    private InnerCalls controller;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        try {
            Subject subject = Subject.of(subject(line));
            return new Ids(controller, session).complete(subject, line, candidates);
        } catch (ActionFailure noSubject) {
            return NONE;
        }
    }

    /** The word after the command that is no option. */
    private static String subject(CommandLine line) {
        return Stream.of(line.getArguments())
                .skip(1)
                .filter(word -> !word.startsWith("-"))
                .findFirst()
                .orElse("");
    }
}
