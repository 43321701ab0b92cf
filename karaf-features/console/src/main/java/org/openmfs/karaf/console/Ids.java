package org.openmfs.karaf.console;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Listing;
import org.openmfs.actions.Subject;
import org.openmfs.northbound.http.InnerCalls;

/** Completes names that steer no terminal; none where they can't be had now. */
final class Ids {
    private static final int NONE = -1;

    private static final Pattern HARMLESS = Pattern.compile("[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*");

    private final InnerCalls controller;
    private final Session session;

    Ids(InnerCalls controller, Session session) {
        this.controller = controller;
        this.session = session;
    }

    int complete(Subject subject, CommandLine line, List<String> candidates) {
        try {
            List<String> ids = new Listing(new LocalRestconf(controller, Asker.of(session))).ids(subject);
            List<String> shown =
                    ids.stream().filter(HARMLESS.asMatchPredicate()).toList();
            return new StringsCompleter(shown).complete(null, line, candidates);
        } catch (ActionFailure away) {
            return NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NONE;
        }
    }
}
