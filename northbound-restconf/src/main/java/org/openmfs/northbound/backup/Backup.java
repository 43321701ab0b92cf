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
import org.openmfs.northbound.restconf.Secret;
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
        SortedMap<String, String> secrets = new TreeMap<>();
        if (!content.secrets().isEmpty()) {
            Seal seal = new Seal(passphrase.ask());
            content.secrets().forEach((path, secret) -> secrets.put(path, seal.seal(path, SecretText.of(secret))));
        }
        return new BackupFile(List.copyOf(content.modules()), content.data(), secrets).bytes();
    }

    /**
     * Puts what a file holds in the place of the whole configuration.
     *
     * @param replace whether there may be a configuration already
     * @return what an operator should know of it, a line each
     * @throws UnusableBackupException if it can't be; says all that is wrong; nothing has changed
     * @throws IOException if there are secrets and no passphrase; nothing has changed
     */
    public List<String> imported(byte[] file, Passphrase passphrase, boolean replace)
            throws UnusableBackupException, IOException {
        List<Fault> faults = new ArrayList<>();
        BackupFile backup = BackupFile.of(file, faults);
        if (!replace && !configuration.isEmpty()) {
            throw new UnusableBackupException("", "there is a configuration already; --replace puts this in its place");
        }
        return replaced(backup, opened(backup, passphrase, faults), faults);
    }

    /**
     * Sees whether a file can be imported where nothing is configured; does so, for want of another way to see it.
     *
     * @param passphrase opens what is sealed; without one only its form is looked at
     * @return what an operator should know of it, a line each
     * @throws UnusableBackupException if it can't be; says all that is wrong
     * @throws IOException if the passphrase can't be had
     */
    public List<String> checked(byte[] file, Optional<Passphrase> passphrase)
            throws UnusableBackupException, IOException {
        if (passphrase.isPresent()) {
            return imported(file, passphrase.get(), false);
        }
        List<Fault> faults = new ArrayList<>();
        BackupFile backup = BackupFile.of(file, faults);
        Map<String, Secret> unopened = new HashMap<>();
        backup.sealed().keySet().forEach(path -> unopened.put(path, Secret.unopened()));
        return replaced(backup, unopened, faults);
    }

    private List<String> replaced(BackupFile backup, Map<String, Secret> secrets, List<Fault> faults)
            throws UnusableBackupException {
        configuration.secretsInClear(backup.data()).forEach(error -> faults.add(Fault.of(error)));
        try {
            if (faults.isEmpty()) {
                configuration.replace(backup.data(), secrets);
            } else {
                configuration.faults(backup.data(), secrets).forEach(error -> faults.add(Fault.of(error)));
            }
        } catch (RefusedException e) {
            e.errors().forEach(error -> faults.add(Fault.of(error)));
        }
        List<String> strange = configuration.strange(backup.modules());
        String modules = "the file has " + String.join(", ", strange);
        if (!faults.isEmpty()) {
            strange.stream().limit(1).forEach(any -> faults.add(new Fault("modules", modules)));
            throw new UnusableBackupException(faults);
        }
        List<String> remarks = new ArrayList<>();
        strange.stream().limit(1).forEach(any -> remarks.add("modules: " + modules + "; all of its data fit"));
        List<String> lacking = configuration.lackingSecrets();
        if (!lacking.isEmpty()) {
            remarks.add("no password for " + String.join(", ", lacking)
                    + ": a user is named; set them, or nobody is let in");
        }
        return remarks;
    }

    /** Those that can be opened; of the others it says so. */
    private static Map<String, Secret> opened(BackupFile backup, Passphrase passphrase, List<Fault> faults)
            throws IOException {
        Map<String, Secret> secrets = new HashMap<>();
        if (backup.sealed().isEmpty()) {
            return secrets;
        }
        Seal seal = new Seal(passphrase.ask());
        List<Fault> closed = new ArrayList<>();
        backup.sealed().forEach((path, value) -> {
            Optional<String> text = seal.open(path, value);
            text.flatMap(SecretText::parse)
                    .ifPresentOrElse(
                            secret -> secrets.put(path, secret),
                            () -> closed.add(new Fault(
                                    path,
                                    text.isPresent()
                                            ? "it was sealed by another build, without whom it is meant for"
                                            : "it was sealed for another place or under another passphrase")));
        });
        boolean none = closed.size() == backup.sealed().size()
                && closed.stream().allMatch(fault -> fault.text().endsWith("passphrase"));
        if (none) {
            faults.add(new Fault("sealed", "the passphrase under which it was sealed was expected"));
        } else {
            faults.addAll(closed);
        }
        return secrets;
    }
}
