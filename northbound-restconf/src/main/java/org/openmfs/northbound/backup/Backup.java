package org.openmfs.northbound.backup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.restconf.WholeConfiguration;

/** Makes a backup of a configuration, or a configuration of a backup: all of it or nothing. */
public final class Backup {
    private final WholeConfiguration configuration;

    public Backup(WholeConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * The file that holds the configuration as it is.
     *
     * @throws IOException if there are secrets and no passphrase
     */
    public byte[] exported(Passphrase passphrase) throws IOException {
        WholeConfiguration.Content content = configuration.read();
        SortedMap<String, String> sealed = new TreeMap<>();
        if (!content.secrets().isEmpty()) {
            Seal seal = new Seal(passphrase.ask());
            content.secrets().forEach((path, secret) -> sealed.put(path, seal.seal(path, secret)));
        }
        return new BackupFile(List.copyOf(content.modules()), content.data(), sealed).bytes();
    }

    /**
     * Puts what a file holds in the place of the whole configuration.
     *
     * @param replace whether there may be a configuration already
     * @throws UnusableBackupException if it can't be; nothing has changed
     * @throws IOException if there are secrets and no passphrase; nothing has changed
     */
    public void imported(byte[] file, Passphrase passphrase, boolean replace)
            throws UnusableBackupException, IOException {
        BackupFile backup = BackupFile.of(file);
        checkModules(backup);
        if (!replace && !configuration.isEmpty()) {
            throw new UnusableBackupException("", "there is a configuration already; --replace puts this in its place");
        }
        replace(backup, opened(backup, passphrase));
    }

    /**
     * Sees whether a file can be imported where nothing is configured; does so, for want of another way to see it.
     *
     * @param passphrase opens what is sealed; without one only its form is looked at
     * @throws UnusableBackupException if it can't be
     * @throws IOException if the passphrase can't be had
     */
    public void checked(byte[] file, Optional<Passphrase> passphrase) throws UnusableBackupException, IOException {
        BackupFile backup = BackupFile.of(file);
        if (passphrase.isPresent()) {
            imported(file, passphrase.get(), false);
            return;
        }
        checkModules(backup);
        Map<String, String> unopened = new HashMap<>();
        backup.sealed().keySet().forEach(path -> unopened.put(path, "unopened"));
        replace(backup, unopened);
    }

    private void replace(BackupFile backup, Map<String, String> secrets) throws UnusableBackupException {
        try {
            configuration.replace(backup.data(), secrets);
        } catch (RefusedException e) {
            throw new UnusableBackupException(e.errors().stream().map(Fault::of).toList());
        }
    }

    private void checkModules(BackupFile backup) throws UnusableBackupException {
        List<Fault> faults = new ArrayList<>();
        for (String module : backup.modules()) {
            configuration.strangeness(module).ifPresent(text -> faults.add(new Fault("modules", text)));
        }
        if (!faults.isEmpty()) {
            throw new UnusableBackupException(faults);
        }
    }

    private static Map<String, String> opened(BackupFile backup, Passphrase passphrase)
            throws UnusableBackupException, IOException {
        Map<String, String> secrets = new HashMap<>();
        if (backup.sealed().isEmpty()) {
            return secrets;
        }
        Seal seal = new Seal(passphrase.ask());
        List<Fault> closed = new ArrayList<>();
        backup.sealed()
                .forEach((path, value) -> seal.open(path, value)
                        .ifPresentOrElse(
                                secret -> secrets.put(path, secret),
                                () -> closed.add(new Fault(
                                        path, "it was sealed for another place or under another passphrase"))));
        if (secrets.isEmpty()) {
            throw new UnusableBackupException("sealed", "the passphrase under which it was sealed was expected");
        }
        if (!closed.isEmpty()) {
            throw new UnusableBackupException(closed);
        }
        return secrets;
    }
}
