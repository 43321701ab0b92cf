package org.openmfs.northbound.backup;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.openmfs.northbound.auth.OwnerOnlyFiles;

/** A passphrase in a file that only its owner may read: the first line. */
public record PassphraseFile(Path file) implements Passphrase {
    /** Shorter ones are tried out in no time. */
    public static final int SHORTEST = 8;

    @Override
    public char[] ask() throws IOException {
        try {
            if (!OwnerOnlyFiles.isOwnerOnly(file)) {
                throw new FileSystemException(
                        file.toString(), null, "others may read the passphrase; chmod 600 takes that away");
            }
            char[] passphrase =
                    Files.readString(file).lines().findFirst().orElse("").toCharArray();
            if (passphrase.length < SHORTEST) {
                throw new FileSystemException(
                        file.toString(), null, "a passphrase of at least " + SHORTEST + " characters was expected");
            }
            return passphrase;
        } catch (NoSuchFileException e) {
            throw new FileSystemException(file.toString(), null, "there is no such file");
        } catch (CharacterCodingException e) {
            throw new FileSystemException(file.toString(), null, "a passphrase in UTF-8 was expected");
        }
    }
}
