package org.openmfs.controller.archive;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/**
 * What was written to a file: one line that says what it is, then one for each entry, JSON in UTF-8.
 *
 * @param before the place before the first entry
 * @param last the last entry, which is signed
 */
public record Exported(Path file, Head before, Head last) {
    /** How many entries it holds. */
    String text(MemberId member) {
        return file + ": entries " + (before.sequence() + 1) + " to " + last.sequence() + ", head " + member + ":"
                + last;
    }

    public long entries() {
        return last.sequence() - before.sequence();
    }

    /**
     * Writes all up to an entry, verifying it on the way: what is broken is not exported.
     *
     * @param to where nothing is yet; whole there or not at all, for its owner alone
     */
    static Exported write(Settings settings, MemberKey key, Head last, Path to, Instant made) throws ArchiveFailure {
        Path fresh = PrivateFile.besides(to);
        try {
            if (Files.exists(to)) {
                throw new ArchiveFailure(Why.UNWRITABLE, to + " is there already, and stays as it is");
            }
            Files.deleteIfExists(fresh);
            try (ChainSource source = ArchiveSource.of(settings.file())) {
                if (source.before().sequence() >= last.sequence()) {
                    throw new ArchiveFailure(Why.BUSY, "all up to there was exported and forgotten meanwhile");
                }
                ExportHead head =
                        new ExportHead(source.member(), source.key(), source.before(), last, made, "").signedBy(key);
                fill(fresh, source, head);
            } catch (ArchiveFailure why) {
                Files.deleteIfExists(fresh);
                throw why;
            }
            PrivateFile.putInPlace(fresh, to);
            return new Exported(to, head(to), last);
        } catch (IOException e) {
            throw new ArchiveFailure(Why.UNWRITABLE, PrivateFile.fault(to, e), e);
        }
    }

    private static Head head(Path to) throws ArchiveFailure {
        try (ChainSource written = ChainSource.open(to)) {
            return written.before();
        }
    }

    private static void fill(Path fresh, ChainSource source, ExportHead head) throws ArchiveFailure, IOException {
        Set<StandardOpenOption> made = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(fresh, made, PrivateFile.MODE);
                BufferedWriter out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8))) {
            out.append(ExportText.of(head)).append('\n');
            new ChainCheck(source, List.of(head.last())).runTo(head.last().sequence(), row -> put(out, fresh, row));
            out.flush();
            channel.force(true);
        }
    }

    private static void put(BufferedWriter out, Path fresh, Archived row) throws ArchiveFailure {
        try {
            out.append(ExportText.of(row)).append('\n');
        } catch (IOException e) {
            throw new ArchiveFailure(Why.UNWRITABLE, PrivateFile.fault(fresh, e), e);
        }
    }
}
