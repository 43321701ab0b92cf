package org.openmfs.testbed;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openmfs.agent.file.NewFiles;
import org.openmfs.testbed.kept.KeptFolder;

/**
 * Where a testbed keeps what it writes; only the owner can read it, and one testbed at a time uses it. A folder that the user
 * named keeps authority, credentials, ports and configuration for the next start; one that nobody named vanishes at the end.
 */
final class TestbedFolder implements AutoCloseable {
    /** The sub-folder for the SAEs' certificates and keys. */
    static final String SAES = "sae";

    /** Tells others where everything is; it is there while the testbed runs. */
    static final String DESCRIPTION = "testbed.json";

    private static final String LOCK = "testbed.lock";

    private final Path path;
    private final boolean temporary;
    private final FileChannel lockFile;
    private final KeptFolder files;
    private final NewFiles made;

    private TestbedFolder(Path path, NewFiles made, boolean temporary, FileChannel lockFile) {
        this.path = path;
        this.made = made;
        this.temporary = temporary;
        this.lockFile = lockFile;
        this.files = new KeptFolder(path);
    }

    /**
     * Takes a folder.
     *
     * @param wish the folder; empty for a new one that vanishes at the end
     * @throws TestbedException where another testbed uses it, or it cannot be used
     */
    static TestbedFolder take(Optional<Path> wish) throws IOException, TestbedException {
        try {
            NewFiles made = wish.map(named -> NewFiles.of(named, LOCK)).orElse(NewFiles.NONE);
            Path path = wish.isPresent()
                    ? Files.createDirectories(wish.get().toAbsolutePath().normalize(), ownerOnly())
                    : Files.createTempDirectory("openmfs-testbed-", ownerOnly());
            TestbedFolder folder = new TestbedFolder(path, made, wish.isEmpty(), lock(path));
            folder.files.delete(DESCRIPTION);
            return folder;
        } catch (AccessDeniedException e) {
            throw new TestbedException("the folder " + wish.orElse(Path.of(e.getFile()))
                    + " cannot be used: no right to read or write " + e.getFile());
        } catch (FileAlreadyExistsException e) {
            throw new TestbedException(e.getFile() + " is a file, and a folder is needed");
        }
    }

    private static FileChannel lock(Path path) throws IOException, TestbedException {
        FileChannel channel = FileChannel.open(
                path.resolve(LOCK),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        if (!locked(channel)) {
            channel.close();
            throw new TestbedException("the folder " + path + " is in use by another testbed");
        }
        return channel;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static FileAttribute<?> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    }

    Path path() {
        return path;
    }

    /** Files for others to read. */
    KeptFolder files() {
        return files;
    }

    /** What the testbed itself reads again at its next start. */
    KeptFolder kept() {
        return files.in("kept");
    }

    /** Forgets what controllers configured; addresses and credentials stay. */
    void forget() throws IOException {
        for (PartKind kind : PartKind.values()) {
            kept().in(kind.label()).clear();
        }
    }

    /** An empty file for somebody else to write, such as a log. */
    Path reserve(String name) throws IOException {
        return files.write(name, "");
    }

    void describe(JsonObject description) throws IOException {
        files.write(DESCRIPTION, description);
    }

    /** As if it had never been taken, before anything is written into it; to be closed still. */
    void giveBack() {
        made.remove();
    }

    @Override
    public void close() throws IOException {
        files.delete(DESCRIPTION);
        if (temporary) {
            removeAll();
        }
        lockFile.close();
    }

    private void removeAll() throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        }
    }
}
