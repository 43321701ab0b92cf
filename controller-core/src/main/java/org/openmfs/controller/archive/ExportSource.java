package org.openmfs.controller.archive;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/** An export, line by line. */
final class ExportSource implements ChainSource {
    /** Each octet of an entry may be escaped to six. */
    private static final int LONGEST_LINE = 1 << 20;

    private final Path file;
    private final InputStream in;
    private final ExportHead head;
    private long line = 1;

    private ExportSource(Path file, InputStream in) throws ArchiveFailure {
        this.file = file;
        this.in = in;
        this.head = line().flatMap(ExportText::head)
                .orElseThrow(() -> new ArchiveFailure(Why.BROKEN, file + ": its first line is none of an export"));
        if (!head.isAuthentic()) {
            throw new ArchiveFailure(Why.BROKEN, file + ": its first line has a wrong signature");
        }
    }

    static ExportSource of(Path file) throws ArchiveFailure {
        try {
            InputStream in = new BufferedInputStream(Files.newInputStream(file));
            boolean open = false;
            try {
                ExportSource source = new ExportSource(file, in);
                open = true;
                return source;
            } finally {
                if (!open) {
                    in.close();
                }
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public MemberId member() {
        return head.member();
    }

    @Override
    public VerificationKey key() {
        return head.key();
    }

    @Override
    public Head before() {
        return head.before();
    }

    @Override
    public Head last() {
        return head.last();
    }

    @Override
    public boolean isClosed() {
        return true;
    }

    @Override
    public Optional<Archived> next() throws ArchiveFailure {
        Optional<String> text = line();
        line++;
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Archived> row = text.flatMap(ExportText::row);
        if (row.isEmpty()) {
            throw new ArchiveFailure(Why.BROKEN, file + ": line " + line + " was changed: no export has such a line");
        }
        return row;
    }

    /** The next line, which ends in a line feed; nothing at the end. */
    private Optional<String> line() throws ArchiveFailure {
        try {
            ByteArrayOutputStream octets = new ByteArrayOutputStream(512);
            int octet = in.read();
            if (octet < 0) {
                return Optional.empty();
            }
            while (octet != '\n') {
                if (octet < 0 || octets.size() == LONGEST_LINE) {
                    return Optional.of("");
                }
                octets.write(octet);
                octet = in.read();
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString());
        } catch (CharacterCodingException foreign) {
            return Optional.of("");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ArchiveFailure unreadable(Path file, IOException e) {
        return new ArchiveFailure(Why.UNREADABLE, PrivateFile.fault(file, e), e);
    }

    @Override
    public void close() throws ArchiveFailure {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}
