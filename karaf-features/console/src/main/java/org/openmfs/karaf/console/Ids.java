package org.openmfs.karaf.console;

import java.util.List;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Listing;
import org.openmfs.actions.Subject;
import org.openmfs.northbound.http.InnerCalls;

/** Completes names; none where they can't be had now. */
final class Ids {
    private static final int NONE = -1;

    private final Listing listing;

    Ids(InnerCalls controller, String user) {
        this.listing = new Listing(new LocalRestconf(controller, user));
    }

    int complete(Subject subject, CommandLine line, List<String> candidates) {
        try {
            return new StringsCompleter(listing.ids(subject)).complete(null, line, candidates);
        } catch (ActionFailure away) {
            return NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NONE;
        }
    }
}
