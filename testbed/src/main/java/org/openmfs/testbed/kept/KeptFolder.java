package org.openmfs.testbed.kept;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openmfs.testbed.web.Json;

/** A folder whose files are there whole or not at all, whenever the process or the machine ends, and for their owner alone. */
public final class KeptFolder {
    private final Path path;

    public KeptFolder(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /** A folder in this one; it comes into being with its first file. */
    public KeptFolder in(String name) {
        return new KeptFolder(path.resolve(name));
    }

    /** Replaces a file in one step; it is on disk when this returns. */
    public Path write(String name, byte[] content) throws IOException {
        Path file = path.resolve(name);
        Path folder = file.getParent();
        Files.createDirectories(folder, ownerOnly("rwx------"));
        Path draft = folder.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (FileChannel out = FileChannel.open(
                draft, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly("rw-------"))) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            out.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        settle(folder);
        return file;
    }

    public Path write(String name, String content) throws IOException {
        return write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public Path write(String name, JsonObject content) throws IOException {
        return write(
                name,
                new GsonBuilder()
                                .setPrettyPrinting()
                                .disableHtmlEscaping()
                                .create()
                                .toJson(content) + "\n");
    }

    /** @throws IOException with one line that names the file where it holds something else than one JSON object */
    public Optional<JsonObject> read(String name) throws IOException {
        Path file = path.resolve(name);
        try {
            return Optional.of(Json.parseObject(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonParseException | CharacterCodingException e) {
            throw spoilt(name, e);
        }
    }

    /** What to say about a file that somebody else has changed so that it cannot be understood. */
    public IOException spoilt(String name, Throwable cause) {
        return new IOException(path.resolve(name) + " is not what this testbed wrote; delete it to begin anew", cause);
    }

    public void delete(String name) throws IOException {
        Files.deleteIfExists(path.resolve(name));
    }

    /** Deletes every file directly in this folder. */
    public void clear() throws IOException {
        if (Files.isDirectory(path)) {
            for (Path file : files()) {
                Files.delete(file);
            }
            settle(path);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** A name that was moved or deleted is so on disk only once its folder is written. */
    private static void settle(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static FileAttribute<?> ownerOnly(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
