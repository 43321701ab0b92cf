package org.openmfs.agent.netconf.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.openmfs.agent.file.FileFault;
import org.openmfs.agent.methods.psk.PskFile;
import org.openmfs.agent.netconf.json.Faults;
import org.openmfs.agent.netconf.json.Form;

/** The forms of paths in the agent's file: what they name must be there and usable. */
final class NamedFiles {
    private static final int LONGEST = 1024;
    private static final Set<PosixFilePermission> FOR_SECRETS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path folder;
    private final Faults faults;

    /** @param folder of the agent's file, to which paths are relative */
    NamedFiles(Path folder, Faults faults) {
        this.folder = folder;
        this.faults = faults;
    }

    /** Anything that may be a path. */
    Form<Path> path() {
        return Form.text("a path", this::path);
    }

    private Optional<Path> path(String text) {
        boolean odd = text.isBlank() || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl);
        try {
            return odd ? Optional.empty() : Optional.of(resolve(text));
        } catch (InvalidPathException unusable) {
            return Optional.empty();
        }
    }

    Path resolve(String relative) {
        return folder.resolve(relative).normalize();
    }

    /** A folder that is there: one made where a path is misspelt would hide what is in the other. */
    Form<Path> folder() {
        return path().then(folder -> {
            requireThere("a folder", folder);
            if (!Files.isDirectory(folder)) {
                throw new Form.Refused("expected a folder, but " + folder + " is none");
            }
            return folder;
        });
    }

    /** A file that everybody may read. */
    Form<Path> open() {
        return path().then(NamedFiles::readable);
    }

    /** A file that its owner alone may read. */
    Form<Path> secret() {
        return path().then(NamedFiles::secret);
    }

    /** As {@link #secret}, or a link to such a file: credentials are mounted behind links, which are swapped. */
    Form<Path> credential() {
        return path().then(NamedFiles::ownerOnly);
    }

    /** A secret file of pre-shared keys, whose lines are checked. */
    Form<Path> preSharedKeys() {
        return secret().then(file -> {
            try {
                PskFile.faultsOf(file).forEach(line -> faults.addOf(file.toString(), line.place(), line.what()));
                return file;
            } catch (IOException unreadable) {
                throw new Form.Refused(
                        "expected a file that can be read, but of " + file + ": " + FileFault.reason(unreadable));
            }
        });
    }

    private static void requireThere(String what, Path place) throws Form.Refused {
        Optional<String> obstacle = FileFault.obstacle(place);
        if (obstacle.isPresent()) {
            throw new Form.Refused("expected " + what + ", but "
                    + (obstacle.get().equals(FileFault.ABSENT)
                            ? "there is no " + place
                            : "of " + place + ": " + obstacle.get()));
        }
    }

    private static Path readable(Path file) throws Form.Refused {
        requireThere("a file", file);
        if (!Files.isRegularFile(file)) {
            throw new Form.Refused("expected a file, but " + file + " is none");
        }
        if (!Files.isReadable(file)) {
            throw new Form.Refused("expected a file that this user may read, not " + file);
        }
        return file;
    }

    private static Path secret(Path file) throws Form.Refused {
        if (Files.isSymbolicLink(file)) {
            throw new Form.Refused("expected the file itself, not the link " + file);
        }
        return ownerOnly(file);
    }

    private static Path ownerOnly(Path file) throws Form.Refused {
        readable(file);
        try {
            Set<PosixFilePermission> given = Files.getPosixFilePermissions(file);
            if (!FOR_SECRETS.containsAll(given)) {
                throw new Form.Refused("expected a file of mode rw-------, not " + PosixFilePermissions.toString(given)
                        + " as " + file);
            }
            return file;
        } catch (IOException unreadable) {
            throw new Form.Refused("expected a file whose mode can be read, not " + file);
        }
    }
}
