package org.openmfs.karaf.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Problem;

/** What an operator gives a command to read. */
final class Texts {
    /** In the place of a file: what is sent to the command. */
    static final String SENT = "-";

    private Texts() {}

    /** @param file on this host, or {@link #SENT} */
    static String read(InputStream sent, String file) throws ActionFailure {
        try {
            return file.equals(SENT) ? new String(sent.readAllBytes(), UTF_8) : Files.readString(path("FILE", file));
        } catch (FileSystemException unreadable) {
            throw new ActionFailure(new Problem.Failed(words(unreadable)));
        } catch (IOException unreadable) {
            throw new ActionFailure(new Problem.Failed(file + ": " + words(unreadable)));
        }
    }

    /** A console has no folder of its own to begin a path in. */
    static Path path(String argument, String text) throws ActionFailure {
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException none) {
            // Told below.
        }
        throw new ActionFailure(new Problem.WrongArgument(argument, text, "an absolute path of this host"));
    }

    /** What the system says of a file is its name alone. */
    static String words(IOException fault) {
        return switch (fault) {
            case NoSuchFileException none -> none.getFile() + ": there is no such file";
            case FileSystemException file ->
                file.getFile() + ": " + Optional.ofNullable(file.getReason()).orElse("can't be read or written");
            default -> Optional.ofNullable(fault.getMessage()).orElse(fault.toString());
        };
    }
}
