package org.openmfs.controller.archive;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Entries that go to disk together, each with its place in the chain, and the archive's own between them. */
final class Group {
    /** At most so many entries follow each other without a signature. */
    static final int UNSIGNED = 1_000;

    private final MemberId member;
    private final MemberKey key;
    private final List<Archived> rows = new ArrayList<>();
    private Tail tail;

    /**
     * Where a chain ends.
     *
     * @param unsigned how many entries follow the last that is signed
     * @param time of the last entry
     */
    record Tail(Head head, int unsigned, Instant time) {
        static final Tail NONE = new Tail(Head.NONE, 0, Instant.MIN);

        Tail after(Archived row) {
            return new Tail(row.head(), row.isSigned() ? 0 : unsigned + 1, row.time());
        }
    }

    Group(MemberId member, MemberKey key, Tail tail) {
        this.member = member;
        this.key = key;
        this.tail = tail;
    }

    /** Where it ends, when this group is on disk. */
    Tail tail() {
        return tail;
    }

    List<Archived> rows() {
        return rows;
    }

    /** Adds what a caller appended. */
    Head add(Instant time, Entry entry) throws ArchiveFailure {
        noteClock(time);
        return putUnsigned(time, entry);
    }

    /** The first entry of a chain. */
    void begin(Instant time) throws ArchiveFailure {
        JsonObject what = new JsonObject();
        what.addProperty("algorithm", key.verification().algorithm());
        what.addProperty("public-key", key.verification().publicKey());
        own(time, Entry.BEGIN, what, member.name());
    }

    /** Signs all up to here. */
    Head checkpoint(Instant time, String why) throws ArchiveFailure {
        JsonObject what = new JsonObject();
        what.addProperty("why", why);
        what.addProperty("unsigned", tail.unsigned());
        return own(time, Entry.CHECKPOINT, what, member.name());
    }

    /** An entry of the archive's own, signed. */
    Head own(Instant time, String kind, JsonObject what, String who) throws ArchiveFailure {
        noteClock(time);
        Entry entry = new Entry(kind, who, ExportText.text(what), "", "");
        String algorithm = key.verification().algorithm();
        Instant rounded = time.truncatedTo(ChronoUnit.MICROS);
        Head head = CanonicalForm.next(member, tail.head(), rounded, entry, algorithm);
        return put(rounded, entry, algorithm, key.sign(CanonicalForm.signed(head)));
    }

    private void noteClock(Instant time) throws ArchiveFailure {
        if (tail.time().isAfter(time.truncatedTo(ChronoUnit.MICROS))) {
            JsonObject what = new JsonObject();
            what.addProperty("from", tail.time().toString());
            what.addProperty("to", time.truncatedTo(ChronoUnit.MICROS).toString());
            putUnsigned(time, new Entry(Entry.CLOCK, member.name(), ExportText.text(what), "", ""));
        }
    }

    private Head putUnsigned(Instant time, Entry entry) throws ArchiveFailure {
        Head head = put(time, entry, "", "");
        if (tail.unsigned() >= UNSIGNED) {
            checkpoint(time, "entries");
        }
        return head;
    }

    private Head put(Instant time, Entry entry, String algorithm, String signature) {
        Instant rounded = time.truncatedTo(ChronoUnit.MICROS);
        Head head = CanonicalForm.next(member, tail.head(), rounded, entry, algorithm);
        Archived row = new Archived(head, rounded, entry, algorithm, signature);
        rows.add(row);
        tail = tail.after(row);
        return head;
    }
}
