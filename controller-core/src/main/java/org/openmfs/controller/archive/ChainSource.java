package org.openmfs.controller.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/** A part of one member's chain, read from its beginning: an archive's file or an export. Reading it is not verifying it. */
sealed interface ChainSource extends AutoCloseable permits ArchiveSource, ExportSource {
    MemberId member();

    VerificationKey key();

    /** The place before its first entry. */
    Head before();

    /** Its last entry, as the source says before it was read. */
    Head last();

    /** Whether it has to end with a signature, at the entry that it says. */
    boolean isClosed();

    /** The next entry; nothing after the last. */
    Optional<Archived> next() throws ArchiveFailure;

    @Override
    void close() throws ArchiveFailure;

    /**
     * Opens whichever it is, without changing it. SQLite is asked first: a process that closes an archive by other means
     * loses the locks that its writer has there.
     *
     * @throws ArchiveFailure if it is missing, empty, or neither; {@link Why#BROKEN} where it was one and was damaged
     */
    static ChainSource open(Path file) throws ArchiveFailure {
        if (isThere(file) && Sqlite.isDatabase(file)) {
            return ArchiveSource.of(file);
        }
        byte[] magic = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
        byte[] begin = beginning(file, magic.length);
        if (begin.length == 0) {
            throw new ArchiveFailure(Why.UNREADABLE, file + " is empty");
        }
        if (Arrays.equals(begin, magic)) {
            return ArchiveSource.of(file);
        }
        if (begin[0] == '{') {
            return ExportSource.of(file);
        }
        throw new ArchiveFailure(Why.UNREADABLE, file + " is neither an archive nor an export of one");
    }

    private static boolean isThere(Path file) throws ArchiveFailure {
        try {
            return Files.isRegularFile(file) && Files.isReadable(file) && Files.size(file) > 0;
        } catch (IOException e) {
            throw new ArchiveFailure(Why.UNREADABLE, PrivateFile.fault(file, e), e);
        }
    }

    private static byte[] beginning(Path file, int length) throws ArchiveFailure {
        if (Files.isDirectory(file)) {
            throw new ArchiveFailure(Why.UNREADABLE, file + " is a folder");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(length);
        } catch (IOException e) {
            throw new ArchiveFailure(Why.UNREADABLE, PrivateFile.fault(file, e), e);
        }
    }
}
