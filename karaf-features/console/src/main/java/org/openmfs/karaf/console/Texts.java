package org.openmfs.karaf.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Problem;
import org.openmfs.northbound.http.HttpSettings;

/** What an operator gives a command to read. */
final class Texts {
    /** In the place of a file: what is sent to the command. */
    static final String SENT = "-";

    private static final int MOST = HttpSettings.LARGEST_BODY;

    private Texts() {}

    /** @param file on this host, or {@link #SENT} */
    static String read(InputStream sent, String file) throws ActionFailure {
        try {
            if (file.equals(SENT)) {
                return text(sent, file);
            }
            try (InputStream content = Files.newInputStream(path("FILE", file))) {
                return text(content, file);
            }
        } catch (FileSystemException unreadable) {
            throw new ActionFailure(new Problem.Failed(words(unreadable)));
        } catch (IOException unreadable) {
            throw new ActionFailure(new Problem.Failed(file + ": " + words(unreadable)));
        }
    }

    private static String text(InputStream content, String file) throws IOException, ActionFailure {
        byte[] octets = content.readNBytes(MOST + 1);
        if (octets.length > MOST) {
            throw new ActionFailure(
                    new Problem.Failed(file + ": longer than " + MOST + " octets, which is all that RESTCONF takes"));
        }
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
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
            case CharacterCodingException foreign -> "text in UTF-8 was expected";
            default -> Optional.ofNullable(fault.getMessage()).orElse(fault.toString());
        };
    }
}
