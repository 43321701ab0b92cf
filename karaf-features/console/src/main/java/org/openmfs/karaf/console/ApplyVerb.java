package org.openmfs.karaf.console;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Changing;
import org.openmfs.actions.Document;
import org.openmfs.actions.Result;
import org.openmfs.actions.port.Restconf;

/** Makes the configuration as a file says, all of it or nothing. */
@Service
@Command(
        scope = "mfs",
        name = "apply",
        description = "Make the configuration as a file says: all of it or nothing; what it does not name stays")
public final class ApplyVerb extends Answering {
    @Argument(name = "FILE", description = "JSON in a file of this host")
    private String file;

    /** Karaf takes a hyphen for an option. */
    @Option(name = Texts.SENT, description = "JSON that is sent to the command")
    private boolean sent;

    @Override
    Result carryOut(Restconf restconf) throws ActionFailure, InterruptedException {
        String source = sent ? Texts.SENT : required("FILE", file, "a file of this host, or -");
        return new Changing(restconf).apply(Document.of(Texts.read(session().getKeyboard(), source)));
    }
}
