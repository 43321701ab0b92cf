package org.openmfs.agent.netconf.device;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openmfs.agent.file.FileFault;
import org.openmfs.agent.file.GuardedPath;
import org.openmfs.agent.file.NewFiles;
import org.openmfs.agent.file.OwnerOnlyFile;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.registry.PassphraseSealing;

/** The folder that an agent alone writes: it belongs to one CF, for ever, and to one process at a time. */
final class DataFolder implements Closeable {
    private static final String OWNER = "cf";
    private static final String LOCK = "agent.lock";
    private static final String FORMER_PASSPHRASE = "journal-passphrase";

    private static final int ROOT = 0;

    private final FileChannel lock;
    private final NewFiles made;

    private DataFolder(FileChannel lock, NewFiles made) {
        this.lock = lock;
        this.made = made;
    }

    /**
     * Makes the folder if need be, for its owner alone, and takes it; freed when the process ends, however it ends.
     *
     * @throws SettingsRefused if another agent has it, or had it before
     * @throws IOException if it cannot be written
     */
    static DataFolder take(AgentSettings settings) throws IOException {
        Path folder = settings.data();
        List<String> unfit = faults(settings);
        if (!unfit.isEmpty()) {
            throw new SettingsRefused(unfit);
        }
        try {
            NewFiles made = NewFiles.of(folder, LOCK, OWNER);
            OwnerOnlyFolder.make(folder);
            return new DataFolder(lock(folder, settings.cf()), made);
        } catch (SettingsRefused refused) {
            throw refused;
        } catch (IOException unwritable) {
            throw new SettingsRefused(List.of(folder + ": cannot be written: " + FileFault.reason(unwritable)));
        }
    }

    private static FileChannel lock(Path folder, CfId cf) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                sign(folder, cf);
                return channel;
            }
        } catch (OverlappingFileLockException sameProcess) {
            // Answered below like a lock of another process.
        }
        channel.close();
        throw new SettingsRefused(List.of(folder + ": in use by another agent"));
    }

    /** A folder of an agent before there were signatures becomes this CF's. */
    private static void sign(Path folder, CfId cf) throws IOException {
        if (owner(folder).isEmpty()) {
            OwnerOnlyFile.write(folder.resolve(OWNER), (cf + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static Optional<String> owner(Path folder) throws IOException {
        try {
            return Optional.of(Files.readString(folder.resolve(OWNER)).strip());
        } catch (NoSuchFileException unsigned) {
            return Optional.empty();
        }
    }

    /** What holds the agent's keys, sealed. */
    static Path journal(Path folder) {
        return folder.resolve("journal.db");
    }

    /** What the journal is sealed under; elsewhere, so that a copy of the folder does not hold both. */
    static Path passphrase(AgentSettings settings) {
        return settings.seals().resolve(settings.data().getFileName() + ".journal-passphrase");
    }

    /** What tells a journal that was put back to an earlier start; elsewhere, too. */
    static Path witness(AgentSettings settings) {
        return settings.seals().resolve(settings.data().getFileName() + ".journal-epoch");
    }

    /** Why the folders cannot be this CF's, as far as can be seen without writing. */
    static List<String> faults(AgentSettings settings) {
        List<String> faults = new ArrayList<>(faults(settings.data(), settings.cf()));
        faults.addAll(sealFaults(settings.seals()));
        if (faults.isEmpty()) {
            faults.addAll(journalFaults(settings));
        }
        return faults;
    }

    private static List<String> sealFaults(Path seals) {
        if (!Files.exists(seals)) {
            return parentFaults(seals, seals.getParent());
        }
        if (!Files.isDirectory(seals)) {
            return List.of(seals + ": is a file, expected a folder");
        }
        return Files.isWritable(seals) && Files.isExecutable(seals)
                ? List.of()
                : List.of(seals + ": this user may not write there, where what seals the journal is kept; name another"
                        + " folder as seals");
    }

    private static List<String> faults(Path folder, CfId cf) {
        if (!Files.exists(folder)) {
            return parentFaults(folder, folder.getParent());
        }
        if (!Files.isDirectory(folder)) {
            return List.of(folder + ": is a file, expected a folder");
        }
        if (!Files.isWritable(folder) || !Files.isExecutable(folder) || !Files.isReadable(folder)) {
            return List.of(folder + ": this user may not write there");
        }
        try {
            List<String> open = accessFaults(folder);
            if (!open.isEmpty()) {
                return open;
            }
            return owner(folder)
                    .filter(owner -> !owner.equals(cf.name()))
                    .map(owner -> List.of(folder + ": belongs to CF " + owner + ", expected a folder of CF " + cf))
                    .orElse(List.of());
        } catch (IOException unreadable) {
            return List.of(folder.resolve(OWNER) + ": cannot be read: " + FileFault.reason(unreadable));
        }
    }

    /** Whoever may write there may put another journal in the place of this CF's. A group may be the agent's own. */
    private static List<String> accessFaults(Path folder) throws IOException {
        int owner = (Integer) Files.getAttribute(folder, "unix:uid");
        int user = GuardedPath.ownUser();
        if (owner != user && owner != ROOT) {
            return List.of("%s: belongs to user %d, expected a folder of this user (%d), who alone writes there"
                    .formatted(folder, owner, user));
        }
        Set<PosixFilePermission> given = Files.getPosixFilePermissions(folder);
        return given.contains(PosixFilePermission.OTHERS_WRITE)
                ? List.of(folder + ": expected a folder to which others may not write, not one of mode "
                        + PosixFilePermissions.toString(given) + " (chmod o-w)")
                : List.of();
    }

    /** A new passphrase beside an old journal would open nothing, and hide that the old one is to be looked for. */
    private static List<String> journalFaults(AgentSettings settings) {
        Path passphrase = passphrase(settings);
        Path journal = journal(settings.data());
        if (Files.exists(passphrase)) {
            boolean madeAnew = !Files.exists(journal) && passphrase.toFile().length() == 0;
            return madeAnew ? List.of() : PassphraseSealing.faults(passphrase);
        }
        if (!Files.exists(journal)) {
            return List.of();
        }
        return Files.exists(settings.data().resolve(FORMER_PASSPHRASE))
                ? List.of(journal + ": is of an earlier version; move it away, and keys are made anew, or start the"
                        + " version that wrote it")
                : List.of(passphrase + " is missing, and there is a journal that it seals: " + journal);
    }

    private static List<String> parentFaults(Path folder, Path parent) {
        if (!Files.exists(parent)) {
            return parentFaults(folder, parent.getParent());
        }
        if (!Files.isDirectory(parent)) {
            return List.of(folder + ": cannot be made, since " + parent + " is a file");
        }
        return Files.isWritable(parent)
                ? List.of()
                : List.of(folder + ": cannot be made, since this user may not write to " + parent);
    }

    /** Whether no agent was started with it. */
    static boolean isEmpty(AgentSettings settings) {
        return !Files.exists(journal(settings.data()));
    }

    /** As if it had never been taken, before anything is written into it; to be closed still. */
    void giveBack() {
        made.remove();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
