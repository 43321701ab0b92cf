package org.openmfs.controller.archive;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/**
 * An archive's file as it stood when this was opened; its writer may go on meanwhile. Rows are read some at a time: a reader
 * that stays in one transaction keeps the writer's log from being taken over, which then grows without an end.
 */
final class ArchiveSource implements ChainSource {
    private static final int PAGE = 256;

    private final Path file;
    private final Sqlite sqlite;
    private final Identity identity;
    private final Head before;
    private final Head last;
    private final Deque<Archived> page = new ArrayDeque<>();
    private long read;

    /** Whose chain it is. */
    private record Identity(MemberId member, VerificationKey key) {}

    /** Where it begins and ends. */
    private record Ends(Head before, Head last) {}

    private ArchiveSource(Path file, Sqlite sqlite, Identity identity, Ends ends) {
        this.file = file;
        this.sqlite = sqlite;
        this.identity = identity;
        this.before = ends.before();
        this.last = ends.last();
        this.read = before.sequence();
    }

    static ArchiveSource of(Path file) throws ArchiveFailure {
        Sqlite sqlite = Sqlite.reading(file);
        boolean open = false;
        try {
            sqlite.execute("BEGIN");
            ArchiveSource source = begun(file, sqlite);
            sqlite.execute("COMMIT");
            open = true;
            return source;
        } finally {
            if (!open) {
                sqlite.close();
            }
        }
    }

    private static ArchiveSource begun(Path file, Sqlite sqlite) throws ArchiveFailure {
        requireOurs(file, sqlite);
        Identity identity = identity(file, sqlite);
        Ends ends = new Ends(before(file, sqlite), last(sqlite));
        return new ArchiveSource(file, sqlite, identity, ends);
    }

    /** @throws ArchiveFailure if it is a file of another program, of another version, or holds nothing */
    static void requireOurs(Path file, Sqlite sqlite) throws ArchiveFailure {
        long tables = sqlite.number("SELECT count(*) FROM sqlite_master WHERE name IN ('chain', 'entries')");
        if (sqlite.number("PRAGMA application_id") != Rows.APPLICATION && tables > 0
                || sqlite.number("SELECT count(*) FROM sqlite_master") > 0 && tables == 0) {
            throw new ArchiveFailure(Why.UNREADABLE, file + " is a database, but no archive");
        }
        long format = sqlite.number("PRAGMA user_version");
        if (tables > 0 && format != Rows.FORMAT) {
            throw new ArchiveFailure(
                    Why.UNREADABLE, file + " has format " + format + ", and this version reads format " + Rows.FORMAT);
        }
        if (tables < 2) {
            throw empty(file);
        }
    }

    private static ArchiveFailure empty(Path file) {
        return new ArchiveFailure(Why.UNREADABLE, file + " is empty: nothing was ever archived in it");
    }

    private static Identity identity(Path file, Sqlite sqlite) throws ArchiveFailure {
        List<Optional<Identity>> found = sqlite.read(
                "SELECT member, algorithm, public_key FROM chain",
                row -> {
                    try {
                        return Optional.of(new Identity(
                                new MemberId(row.getString(1)),
                                new VerificationKey(row.getString(2), Rows.base64(row.getBytes(3)))));
                    } catch (IllegalArgumentException | NullPointerException foreign) {
                        return Optional.empty();
                    }
                },
                none -> {});
        boolean rows = sqlite.number("SELECT EXISTS (SELECT 1 FROM entries)") > 0;
        if (found.isEmpty() && !rows) {
            throw empty(file);
        }
        return found.stream()
                .findFirst()
                .flatMap(one -> one)
                .orElseThrow(() -> new ArchiveFailure(Why.BROKEN, file + " doesn't say any more whose it is"));
    }

    /** What was cut is not read, if some of it is still there. */
    private static Head before(Path file, Sqlite sqlite) throws ArchiveFailure {
        List<Long> first = sqlite.read(
                "SELECT sequence FROM entries ORDER BY sequence LIMIT 1", row -> row.getLong(1), none -> {});
        if (first.isEmpty()) {
            throw new ArchiveFailure(Why.BROKEN, file + " has no entries any more");
        }
        Head cut = lastPoint(sqlite, Entry.CUT);
        if (cut.sequence() < first.getFirst() - 1) {
            throw new ArchiveFailure(
                    Why.BROKEN,
                    file + ": entry " + (cut.sequence() + 1) + " is missing: the file begins with entry "
                            + first.getFirst() + ", and was not cut there");
        }
        return cut;
    }

    private static Head last(Sqlite sqlite) throws ArchiveFailure {
        return sqlite.read(Rows.LAST, Rows::read, none -> {}).getFirst().head();
    }

    /** What the last entry of a kind says; {@link Head#NONE} without one. */
    static Head lastPoint(Sqlite sqlite, String kind) throws ArchiveFailure {
        List<Archived> last =
                sqlite.read(Rows.SIGNED_OF_KIND + "DESC LIMIT 1", Rows::read, values -> values.setString(1, kind));
        return last.isEmpty() ? Head.NONE : Point.of(last.getFirst());
    }

    @Override
    public MemberId member() {
        return identity.member();
    }

    @Override
    public VerificationKey key() {
        return identity.key();
    }

    @Override
    public Head before() {
        return before;
    }

    @Override
    public Head last() {
        return last;
    }

    /** What was appended last may have no signature yet. */
    @Override
    public boolean isClosed() {
        return false;
    }

    @Override
    public Optional<Archived> next() throws ArchiveFailure {
        if (page.isEmpty() && read < last.sequence()) {
            page.addAll(sqlite.read(
                    Rows.ALL + "WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT " + PAGE,
                    Rows::read,
                    values -> {
                        values.setLong(1, read);
                        values.setLong(2, last.sequence());
                    }));
            requireUncut();
        }
        Optional<Archived> next = Optional.ofNullable(page.poll());
        next.ifPresent(row -> read = row.sequence());
        return next;
    }

    /** What is missing in between is told by who checks the chain; what was cut since this was opened is not missing. */
    private void requireUncut() throws ArchiveFailure {
        if ((page.isEmpty() || page.getFirst().sequence() > read + 1)
                && lastPoint(sqlite, Entry.CUT).sequence() > read) {
            throw new ArchiveFailure(
                    Why.UNREADABLE, file + " was cut while it was read, behind entry " + read + "; read it again");
        }
    }

    @Override
    public void close() throws ArchiveFailure {
        sqlite.close();
    }
}
