package org.openmfs.karaf.console;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.openmfs.northbound.backup.Backup;
import org.openmfs.northbound.backup.BackupPlace;
import org.openmfs.northbound.backup.PassphraseFile;

/** A backup of the configuration of the running controller. */
@Service
@Command(scope = "mfs", name = "export", description = "Write a backup of the configuration into a file of this host")
public final class Export implements Action {
    @Argument(name = "FILE", description = "an absolute path", required = true)
    private String file;

    @Option(
            name = "--passphrase-file",
            description = "what passwords are sealed under, in a file that only its owner may read",
            required = true)
    private String passphrase;

    @Reference
    private Backup backup;

    @Reference
    private Session session;

    @Override
    public Object execute() throws IOException {
        Path target = Path.of(file);
        if (!target.isAbsolute()) {
            throw new IllegalArgumentException(file + ": an absolute path was expected");
        }
        BackupPlace place = new BackupPlace(target);
        place.requireWritable();
        boolean replaced = place.write(backup.exported(new PassphraseFile(Path.of(passphrase))));
        session.getConsole()
                .println("exported to " + target + (replaced ? ", in place of the backup that was there" : ""));
        return null;
    }
}
