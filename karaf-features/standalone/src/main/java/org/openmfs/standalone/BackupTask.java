package org.openmfs.standalone;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openmfs.karaf.composition.ArchivedDeed;
import org.openmfs.karaf.composition.Backups;
import org.openmfs.northbound.backup.Backup;
import org.openmfs.northbound.backup.BackupPlace;
import org.openmfs.northbound.backup.Passphrase;
import org.openmfs.northbound.backup.PassphraseFile;
import org.openmfs.northbound.backup.UnusableBackupException;
import org.openmfs.standalone.mdsal.EmbeddedMdsal;

/** Writes, reads or checks a backup of the configuration in a data folder. */
final class BackupTask {
    private final BackupOptions options;
    private final Passphrase passphrase;

    BackupTask(BackupOptions options) {
        this.options = options;
        passphrase = options.passphrase()
                .<Passphrase>map(PassphraseFile::new)
                .orElseGet(() -> new TerminalPassphrase(options.task() == BackupOptions.Task.EXPORT));
    }

    /**
     * Does it.
     *
     * @return what was done, for an operator
     * @throws UnusableBackupException if the backup can't be used; nothing has changed
     * @throws IOException if a file or the folder can't be; the message is for an operator; nothing has changed
     */
    String carryOut() throws UnusableBackupException, IOException {
        return switch (options.task()) {
            case EXPORT -> exported();
            case IMPORT -> imported();
            case CHECK -> checked();
        };
    }

    /** Without the lock: what is read is one generation, also where a controller that runs goes on in the meantime. */
    private String exported() throws IOException {
        if (!Files.exists(options.data().resolve("configuration.json"))) {
            throw new FileSystemException(options.data().toString(), null, "holds no configuration");
        }
        BackupPlace place = new BackupPlace(options.file());
        place.requireWritable();
        try (Opened opened = new Opened(EmbeddedMdsal.readingFrom(options.data()))) {
            boolean replaced = archived(() -> place.write(opened.backup().exported(passphrase)));
            return "exported " + options.data() + " to " + options.file()
                    + (replaced ? ", in place of the backup that was there" : "");
        }
    }

    private String imported() throws UnusableBackupException, IOException {
        byte[] file = new BackupPlace(options.file()).read();
        NewFiles made = DataFolder.newFilesIn(options.data());
        try {
            return importedFrom(file);
        } catch (UnusableBackupException | IOException unusable) {
            DataFolder.giveBack(options.data(), made);
            throw unusable;
        }
    }

    private String importedFrom(byte[] file) throws UnusableBackupException, IOException {
        try (DataFolder folder = DataFolder.take(options.data());
                Opened opened = new Opened(EmbeddedMdsal.keepingIn(folder.path()))) {
            return lines(
                    archived(() -> opened.backup().imported(file, passphrase, options.replace())),
                    "imported " + options.file() + " into " + options.data());
        }
    }

    private <T, E extends Exception> T archived(ArchivedDeed.Deed<T, E> deed) throws IOException, E {
        return ArchivedDeed.archived(options.data(), options.task().option() + " " + options.file(), deed);
    }

    private String checked() throws UnusableBackupException, IOException {
        byte[] file = new BackupPlace(options.file()).read();
        Optional<Passphrase> known = options.passphrase().map(PassphraseFile::new);
        String sealed = known.isPresent() ? "" : "; passwords were not opened, which takes --passphrase-file";
        try (Opened opened = new Opened(EmbeddedMdsal.inMemory())) {
            return lines(opened.backup().checked(file, known), options.file() + " can be imported" + sealed);
        }
    }

    private static String lines(List<String> remarks, String outcome) {
        return String.join(
                "\n", Stream.concat(remarks.stream(), Stream.of(outcome)).toList());
    }

    /** A configuration that nobody else changes while this is open. */
    private record Opened(EmbeddedMdsal mdsal) implements AutoCloseable {
        Backup backup() {
            return Backups.of(Controller.servicesOf(mdsal));
        }

        @Override
        public void close() throws IOException {
            try {
                mdsal.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("stopped", e);
            }
        }
    }

    /** The lines that say why a backup can't be used. */
    static List<String> lines(Path file, UnusableBackupException unusable) {
        return unusable.faults().stream().map(fault -> file + ": " + fault).toList();
    }
}
