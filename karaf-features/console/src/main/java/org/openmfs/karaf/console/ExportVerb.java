package org.openmfs.karaf.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Changing;
import org.openmfs.actions.Problem;
import org.openmfs.actions.Result;
import org.openmfs.actions.port.Restconf;
import org.openmfs.controller.api.AuditTrail;
import org.openmfs.northbound.backup.Backup;
import org.openmfs.northbound.backup.BackupPlace;
import org.openmfs.northbound.backup.PassphraseFile;
import org.openmfs.northbound.http.InnerCalls;

/** Prints the configuration without its secrets, or writes a backup with them, sealed, into a file. */
@Service
@Command(
        scope = "mfs",
        name = "export",
        description =
                "Print the configuration as mfs:apply takes it, without passwords; or write a backup with them, sealed")
public final class ExportVerb extends Answering {
    @Argument(name = "FILE", description = "of a backup: an absolute path of this host")
    private String file;

    @Option(
            name = "--passphrase-file",
            description = "of a backup: what passwords are sealed under, in a file that only its owner may read")
    private String passphrase;

    @Reference
    private Backup backup;

    @Reference
    private AuditTrail audit;

    @Override
    Result carryOut(Restconf restconf) throws ActionFailure, InterruptedException {
        if (file == null && passphrase == null) {
            return new Changing(restconf).export();
        }
        Path target = Texts.path("FILE", required("FILE", file, "an absolute path of this host"));
        Path secret = Texts.path(
                "--passphrase-file", required("--passphrase-file", passphrase, "an absolute path of this host"));
        InnerCalls.Asker asker = Asker.of(session());
        try {
            BackupPlace place = new BackupPlace(target);
            place.requireWritable();
            AuditTrail.Asked asked =
                    audit.asks(new AuditTrail.Line(asker.user().getName(), asker.from(), "mfs:export " + target));
            boolean replaced = written(place, secret, asked);
            return new Result.Done(
                    replaced ? "replaced the backup that was there and exported to" : "exported to",
                    List.of(target.toString()));
        } catch (IOException fault) {
            throw new ActionFailure(new Problem.Failed(Texts.words(fault)));
        } catch (AuditTrail.Unrecorded why) {
            throw new ActionFailure(new Problem.Failed(why.getMessage()));
        }
    }

    /** Whether there was a backup before. */
    private boolean written(BackupPlace place, Path secret, AuditTrail.Asked asked) throws IOException {
        String outcome = "failed";
        try {
            boolean replaced = place.write(backup.exported(new PassphraseFile(secret)));
            outcome = "done";
            return replaced;
        } finally {
            asked.ended(outcome);
        }
    }
}
