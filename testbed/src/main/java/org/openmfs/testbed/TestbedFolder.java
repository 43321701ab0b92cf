package org.openmfs.testbed;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Where a testbed keeps what it writes; only the owner can read it, one testbed at a time uses it, and it is cleaned at the end. */
final class TestbedFolder implements AutoCloseable {
    /** The sub-folder for the SAEs' certificates and keys. */
    static final String SAES = "sae";

    private final Path path;
    private final boolean temporary;
    private final FileChannel lockFile;
    private final List<Path> written = new CopyOnWriteArrayList<>();

    private TestbedFolder(Path path, boolean temporary, FileChannel lockFile) {
        this.path = path;
        this.temporary = temporary;
        this.lockFile = lockFile;
    }

    /**
     * Takes a folder.
     *
     * @param wish the folder; empty for a new one that vanishes at the end
     * @throws TestbedException where another testbed uses it
     */
    static TestbedFolder take(Optional<Path> wish) throws IOException, TestbedException {
        Path path = wish.isPresent()
                ? Files.createDirectories(wish.get().toAbsolutePath(), ownerOnly("rwx------"))
                : Files.createTempDirectory("openmfs-testbed-", ownerOnly("rwx------"));
        Path lock = path.resolve("testbed.lock");
        FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new TestbedException("the folder " + path + " is in use by another testbed");
        }
        TestbedFolder folder = new TestbedFolder(path, wish.isEmpty(), channel);
        folder.written.add(lock);
        return folder;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static FileAttribute<?> ownerOnly(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    Path path() {
        return path;
    }

    /** A path in the folder that is removed at the end, whoever writes it. */
    Path reserve(String name) throws IOException {
        Path file = path.resolve(name);
        Files.createDirectories(file.getParent(), ownerOnly("rwx------"));
        Files.deleteIfExists(file);
        Files.createFile(file, ownerOnly("rw-------"));
        written.add(file);
        return file;
    }

    Path write(String name, byte[] content) throws IOException {
        return Files.write(reserve(name), content);
    }

    Path write(String name, String content) throws IOException {
        return Files.writeString(reserve(name), content);
    }

    /** Writes a JSON file so that a reader sees all of it or none. */
    Path write(String name, JsonObject content) throws IOException {
        String text = new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(content) + "\n";
        Path draft = write(name + ".new", text);
        Path file = path.resolve(name);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        written.add(file);
        return file;
    }

    @Override
    public void close() throws IOException {
        if (temporary) {
            removeAll();
        } else {
            for (Path file : List.copyOf(written).reversed()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(path.resolve(SAES));
        }
        lockFile.close();
    }

    private void removeAll() throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
