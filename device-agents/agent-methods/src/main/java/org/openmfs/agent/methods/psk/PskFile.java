package org.openmfs.agent.methods.psk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.openmfs.agent.file.OwnerOnlyFile;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.method.MethodFailure;

/**
 * The file of pre-shared keys: read again when it changed, refused whole when it is open to others or a line is wrong.
 *
 * <p>Looked at on every use, so that a key taken out of the file is out of use at once.
 */
final class PskFile implements AutoCloseable {
    private static final int LARGEST = 1 << 20;

    private final Path file;
    private PskTable table = new PskTable();
    private Optional<Stamp> stamp = Optional.empty();
    private Optional<Sight> seen = Optional.empty();

    PskFile(Path file) {
        this.file = file;
    }

    /** What differs when a file was written or replaced. */
    private record Stamp(FileTime modified, FileTime changed, long size, Object inode) {}

    /** What a look found: no stamp where there is no file. */
    private record Sight(Optional<Stamp> stamp) {}

    /** The first key that is shared with the peer; the caller closes it. */
    Optional<Psk> firstFor(CfId peer) throws MethodFailure {
        return find(psk -> psk.peer().equals(peer));
    }

    /** The key of this id if it is shared with the peer; the caller closes it. */
    Optional<Psk> named(PskId id, CfId peer) throws MethodFailure {
        return find(psk -> psk.id().equals(id) && psk.peer().equals(peer));
    }

    private synchronized Optional<Psk> find(Predicate<Psk> wanted) throws MethodFailure {
        try {
            Stamp now = stamp();
            if (!stamp.equals(Optional.of(now))) {
                forget();
                table = read();
                stamp = Optional.of(now);
            }
            return table.copyOfFirst(wanted);
        } catch (IOException | PskTable.BadLine e) {
            forget();
            throw new MethodFailure(MethodFailure.Reason.UNREACHABLE, text(e));
        }
    }

    /** What there is to say of the file since it was looked at last. */
    synchronized PskLook look() {
        Optional<Sight> before = seen;
        seen = Optional.of(sight());
        if (before.equals(seen)) {
            return new PskLook.Same();
        }
        try {
            read().close();
            return new PskLook.Usable();
        } catch (IOException | PskTable.BadLine e) {
            return new PskLook.Unusable(text(e));
        }
    }

    private Sight sight() {
        try {
            return new Sight(Optional.of(stamp()));
        } catch (IOException absent) {
            return new Sight(Optional.empty());
        }
    }

    private String text(Exception unusable) {
        return "PSK file " + file + " cannot be used: " + why(unusable);
    }

    /** Without the file's name, with which messages about files begin. */
    private String why(Exception unusable) {
        return switch (unusable) {
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException refused -> "this user may not read it";
            default -> {
                String message = String.valueOf(unusable.getMessage());
                String rest = message.startsWith(file.toString())
                        ? message.substring(file.toString().length())
                        : message;
                yield rest.startsWith(": ") ? rest.substring(2) : rest.startsWith(" ") ? "it" + rest : rest;
            }
        };
    }

    /** All lines that are wrong. */
    static List<PskFault> faultsOf(Path file) throws IOException {
        byte[] content = OwnerOnlyFile.read(file, LARGEST);
        try {
            return PskTable.faults(content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // the field owns the table
    private PskTable read() throws IOException, PskTable.BadLine {
        byte[] content = OwnerOnlyFile.read(file, LARGEST);
        try {
            return PskTable.parse(content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private Stamp stamp() throws IOException {
        BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
        FileTime changed = (FileTime) Files.getAttribute(file, "unix:ctime");
        return new Stamp(seen.lastModifiedTime(), changed, seen.size(), Objects.requireNonNull(seen.fileKey()));
    }

    private void forget() {
        table.close();
        table = new PskTable();
        stamp = Optional.empty();
    }

    @Override
    public synchronized void close() {
        forget();
    }
}
