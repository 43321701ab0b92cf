package org.openmfs.controller.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/** The file of a chain, as its one writer sees it. Used by one thread. */
final class ChainFile implements AutoCloseable {
    private static final List<String> PRAGMAS = List.of(
            "PRAGMA journal_size_limit=16777216",
            "PRAGMA application_id=" + Rows.APPLICATION,
            "PRAGMA user_version=" + Rows.FORMAT);

    private final Settings settings;
    private final MemberKey key;
    private final Sqlite sqlite;
    private Group.Tail tail = Group.Tail.NONE;
    private Head cut = Head.NONE;
    private long first = 1;
    private final List<Part> exports = new ArrayList<>();

    private ChainFile(Settings settings, MemberKey key, Sqlite sqlite) {
        this.settings = settings;
        this.key = key;
        this.sqlite = sqlite;
    }

    /** Opens the chain or begins it; what follows its last signature is verified, and the signature. */
    static ChainFile open(Settings settings) throws ArchiveFailure {
        Path file = settings.file();
        boolean fresh = isFresh(file);
        MemberKey key = fresh && !Files.exists(settings.keyFile())
                ? MemberKey.make(settings.keyFile(), settings.algorithm())
                : MemberKey.read(settings.keyFile());
        makeFile(file);
        Sqlite sqlite = Sqlite.writing(file);
        boolean open = false;
        try {
            if (!fresh) {
                ArchiveSource.requireOurs(file, sqlite);
            }
            ChainFile chain = new ChainFile(settings, key, sqlite);
            chain.prepare();
            open = true;
            return chain;
        } finally {
            if (!open) {
                sqlite.close();
            }
        }
    }

    /** Nothing was archived yet, also where a first start was ended before its first entry was on disk. */
    private static boolean isFresh(Path file) throws ArchiveFailure {
        try {
            if (!Files.exists(file) || Files.size(file) == 0) {
                return true;
            }
        } catch (IOException e) {
            throw new ArchiveFailure(Why.UNREADABLE, PrivateFile.fault(file, e), e);
        }
        try (Sqlite there = Sqlite.reading(file)) {
            return there.number("SELECT count(*) FROM sqlite_master") == 0;
        }
    }

    private static void makeFile(Path file) throws ArchiveFailure {
        try {
            PrivateFile.make(file);
        } catch (IOException e) {
            throw new ArchiveFailure(Why.UNWRITABLE, PrivateFile.fault(file, e), e);
        }
    }

    private void prepare() throws ArchiveFailure {
        for (String pragma : PRAGMAS) {
            sqlite.execute(pragma);
        }
        pagesAtMost(settings.limits().pages());
        if (sqlite.number("SELECT count(*) FROM sqlite_master WHERE name = 'entries'") == 0) {
            return;
        }
        requireMember();
        tail = checkedTail();
        List<Archived> cuts = ofKind(Entry.CUT);
        if (!cuts.isEmpty()) {
            cut = Point.of(cuts.getLast());
            requireOurs(cuts.getLast());
        }
        for (Archived row : ofKind(Entry.EXPORT)) {
            if (row.sequence() > cut.sequence() && Point.of(row).sequence() > cut.sequence()) {
                requireOurs(row);
                exports.add(new Part(Point.of(row), row.time()));
            }
        }
        first = sqlite.number("SELECT coalesce(min(sequence), 1) FROM entries");
    }

    private List<Archived> ofKind(String kind) throws ArchiveFailure {
        return sqlite.read(Rows.SIGNED_OF_KIND + "ASC", Rows::read, values -> values.setString(1, kind));
    }

    /** Somebody else's export or cut would have us forget what nobody has. */
    private void requireOurs(Archived row) throws ArchiveFailure {
        long before = row.sequence() - 1;
        Optional<Head> previous =
                before == cut.sequence() ? Optional.of(cut) : entry(before).map(Archived::head);
        boolean ours = previous.isPresent() && follows(previous.get(), row) && isRightlySigned(row);
        if (!ours) {
            throw brokenAt(row);
        }
    }

    private void requireMember() throws ArchiveFailure {
        List<String> members = sqlite.read("SELECT member FROM chain", row -> row.getString(1), none -> {});
        if (!members.equals(List.of(settings.member().name()))) {
            throw broken("is the archive of " + String.join(", ", members) + ", not of " + settings.member());
        }
        String publicKey = sqlite.read("SELECT public_key FROM chain", row -> Rows.base64(row.getBytes(1)), none -> {})
                .getFirst();
        if (!publicKey.equals(key.verification().publicKey())) {
            throw broken("is signed by another key than " + settings.keyFile() + " holds");
        }
    }

    private Group.Tail checkedTail() throws ArchiveFailure {
        long signed = sqlite.number("SELECT coalesce(max(sequence), 0) FROM entries WHERE algorithm <> ''"
                + " AND kind IN ('begin', 'checkpoint', 'export', 'cut')");
        Group.Tail reached = Group.Tail.NONE;
        try (Cursor<Archived> rows = sqlite.cursor(
                Rows.ALL + "WHERE sequence >= ? ORDER BY sequence", Rows::read, values -> values.setLong(1, signed))) {
            while (rows.hasNext()) {
                Archived row = rows.next();
                if (!reached.head().isNone() && !follows(reached.head(), row) || !isRightlySigned(row)) {
                    throw brokenAt(row);
                }
                reached = reached.after(row);
            }
        }
        return reached;
    }

    private boolean follows(Head head, Archived row) {
        return CanonicalForm.next(settings.member(), head, row.time(), row.entry(), row.algorithm())
                .equals(row.head());
    }

    private boolean isRightlySigned(Archived row) {
        return !Entry.SIGNED.contains(row.entry().kind())
                || key.verification().verifies(CanonicalForm.signed(row.head()), row.signature());
    }

    private ArchiveFailure brokenAt(Archived row) {
        return broken("is broken at entry " + row.sequence() + ": verify it, and move it away with its key; a new chain"
                + " begins then");
    }

    private ArchiveFailure broken(String what) {
        return new ArchiveFailure(Why.BROKEN, settings.file() + " " + what);
    }

    /** @throws ArchiveFailure {@link Why#BROKEN} if this file never came to a head that it should have come to */
    void require(Head expected) throws ArchiveFailure {
        if (expected.isNone() || expected.sequence() < cut.sequence() || expected.equals(cut)) {
            return;
        }
        if (expected.sequence() > tail.head().sequence()) {
            throw broken("ends with entry " + tail.head().sequence() + ", but entry " + expected.sequence()
                    + " is known: an older copy was put back, or entries were taken off the end");
        }
        if (!entry(expected.sequence()).map(Archived::head).equals(Optional.of(expected))) {
            throw broken("has another entry " + expected.sequence() + " than is known: it was written anew");
        }
    }

    boolean isEmpty() {
        return tail.head().isNone();
    }

    /** Makes tables, and the first entry with the key, all or nothing. */
    void begin(Group first) throws ArchiveFailure {
        together(first, () -> {
            for (String table : Rows.TABLES) {
                sqlite.execute(table);
            }
            sqlite.write("INSERT INTO chain VALUES (1, ?, ?, ?)", values -> {
                values.setString(1, settings.member().name());
                values.setString(2, key.verification().algorithm());
                values.setBytes(3, Base64.getDecoder().decode(key.verification().publicKey()));
            });
        });
    }

    Group group() {
        return new Group(settings.member(), key, tail);
    }

    Group.Tail tail() {
        return tail;
    }

    MemberKey key() {
        return key;
    }

    /** Puts a group on disk, all of it or nothing. */
    void write(Group group) throws ArchiveFailure {
        together(group, () -> {});
    }

    private void together(Group group, Before before) throws ArchiveFailure {
        sqlite.execute("BEGIN IMMEDIATE");
        try {
            before.run();
            sqlite.insertAll(group.rows());
            sqlite.execute("COMMIT");
        } catch (ArchiveFailure why) {
            sqlite.rollBack(why);
            throw why;
        }
        tail = group.tail();
    }

    /** What belongs into the same transaction. */
    private interface Before {
        void run() throws ArchiveFailure;
    }

    /** After a cut row is on disk, what it cut may go. */
    void cutTo(Head through) {
        cut = through;
        exports.removeIf(part -> part.through().sequence() <= through.sequence());
    }

    /** After an export row is on disk, its part may be cut. */
    void exported(Part part) {
        if (part.through().sequence() > cut.sequence()) {
            exports.add(part);
        }
    }

    /** What was exported and not cut, the oldest first. */
    List<Part> exports() {
        return exports;
    }

    /** A part of the chain that was exported, all up to an entry, and when. */
    record Part(Head through, Instant time) {}

    /** Number of the first entry that counts. */
    long first() {
        return cut.sequence() + 1;
    }

    boolean isForgetting() {
        return first <= cut.sequence();
    }

    /** Deletes a part of what was cut: short, so that others are not held up. */
    void forgetSome(int most) throws ArchiveFailure {
        long upTo = Math.min(cut.sequence(), first + most - 1);
        sqlite.write("DELETE FROM entries WHERE sequence <= ?", values -> values.setLong(1, upTo));
        first = upTo + 1;
    }

    /** What is in use of the file. */
    long octets() throws ArchiveFailure {
        return Limits.PAGE * (sqlite.number("PRAGMA page_count") - sqlite.number("PRAGMA freelist_count"));
    }

    Instant oldest() throws ArchiveFailure {
        return entry(first()).map(Archived::time).orElse(Instant.MIN);
    }

    Optional<Archived> entry(long sequence) throws ArchiveFailure {
        return sqlite.read(Rows.ALL + "WHERE sequence = ?", Rows::read, values -> values.setLong(1, sequence)).stream()
                .findFirst();
    }

    Head cut() {
        return cut;
    }

    /** A second net under the size limit; SQLite itself then says that the disk is full. */
    void pagesAtMost(long pages) throws ArchiveFailure {
        sqlite.number("PRAGMA max_page_count=" + pages);
    }

    @Override
    public void close() throws ArchiveFailure {
        sqlite.close();
    }
}
