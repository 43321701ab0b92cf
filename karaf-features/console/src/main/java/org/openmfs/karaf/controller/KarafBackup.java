package org.openmfs.karaf.controller;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.openmfs.karaf.composition.ArchivedDeed;
import org.openmfs.northbound.backup.Backup;
import org.openmfs.northbound.backup.BackupPlace;
import org.openmfs.northbound.backup.Passphrase;
import org.openmfs.northbound.backup.PassphraseFile;
import org.openmfs.northbound.backup.UnusableBackupException;

/**
 * A start that is for a backup alone: Karaf opens the datastore, which nothing else can read; no controller runs, and the
 * process ends when the backup is written or imported.
 *
 * @param importing whether the file becomes the configuration, or the configuration the file
 * @param replace whether a configuration that is there already may go
 * @param unfinished a file that is there as long as the import has not succeeded, where it has one
 */
record KarafBackup(boolean importing, Path file, Passphrase passphrase, boolean replace, Path unfinished) {
    private static final Passphrase NONE = () -> {
        throw new IOException("there are passwords: --passphrase-file FILE names what they are sealed under");
    };

    /** What the start script passes on, if it was asked for a backup. */
    static Optional<KarafBackup> asked(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("MFS_BACKUP"))
                .map(task -> new KarafBackup(
                        task.equals("import"),
                        Path.of(environment.get("MFS_BACKUP_FILE")),
                        Optional.ofNullable(environment.get("MFS_PASSPHRASE_FILE"))
                                .<Passphrase>map(passphrase -> new PassphraseFile(Path.of(passphrase)))
                                .orElse(NONE),
                        environment.containsKey("MFS_BACKUP_REPLACE"),
                        Path.of(environment.get("KARAF_BASE")).resolve("state/import")));
    }

    /**
     * Does it, says so, and ends the process.
     *
     * @param data folder of the archive that is to have it
     */
    void carryOut(Backup backup, Path data) {
        try {
            BackupPlace place = new BackupPlace(file);
            if (importing) {
                byte[] content = place.read();
                ArchivedDeed.archived(data, "--import " + file, () -> backup.imported(content, passphrase, replace))
                        .forEach(Terminal::say);
                Files.deleteIfExists(unfinished);
                Terminal.say("imported " + file);
            } else {
                place.requireWritable();
                boolean replaced =
                        ArchivedDeed.archived(data, "--export " + file, () -> place.write(backup.exported(passphrase)));
                Terminal.say("exported to " + file + (replaced ? ", in place of the backup that was there" : ""));
            }
            Terminal.leave();
        } catch (UnusableBackupException e) {
            e.faults().stream().skip(1).forEach(fault -> Terminal.complain(file + ": " + fault));
            Terminal.end(file + ": " + e.faults().getFirst());
        } catch (FileSystemException e) {
            Terminal.end(
                    e.getFile() + ": " + Optional.ofNullable(e.getReason()).orElse("can't be made, read or written"));
        } catch (IOException e) {
            Terminal.end(e.getMessage());
        }
    }
}
