package org.openmfs.controller.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/** Follows one source from its first entry to its last, or to the first that is broken. */
final class ChainCheck {
    private final ChainSource source;
    /** Hashes known from elsewhere, by number. */
    private final Map<Long, String> known = new HashMap<>();

    private Head head;
    private long signed;
    private long unsigned;

    /** @param known hashes of this member's chain that other files hold; those outside this source are left */
    ChainCheck(ChainSource source, List<Head> known) {
        this.source = source;
        this.head = source.before();
        this.signed = head.sequence();
        known.stream()
                .filter(one -> one.sequence() >= head.sequence() && !one.isNone())
                .forEach(one -> this.known.putIfAbsent(one.sequence(), one.hash()));
    }

    /** Where the chain ends, as far as it is sound. */
    Head head() {
        return head;
    }

    /** Number of the last entry that a signature holds. */
    long signed() {
        return signed;
    }

    /** @throws ArchiveFailure {@link Why#BROKEN} with the first broken entry, in words */
    void run() throws ArchiveFailure {
        begin();
        Optional<Archived> row = source.next();
        while (row.isPresent()) {
            follow(row.get());
            row = source.next();
        }
        finish();
    }

    private void begin() throws ArchiveFailure {
        if (!source.key().isUsable()) {
            throw broken("its key is none of " + String.join(" or ", VerificationKey.ALGORITHMS));
        }
        compare(head);
    }

    /** The same up to an entry that is known to be there, and tells each to somebody on the way. */
    void runTo(long last, Follower follower) throws ArchiveFailure {
        begin();
        while (head.sequence() < last) {
            long next = head.sequence() + 1;
            Archived row = source.next().orElseThrow(() -> broken(missing(next, last)));
            follow(row);
            follower.follow(row);
        }
    }

    /** Gets each entry that is sound so far. */
    interface Follower {
        void follow(Archived row) throws ArchiveFailure;
    }

    private void follow(Archived row) throws ArchiveFailure {
        long next = head.sequence() + 1;
        if (row.sequence() > next) {
            throw broken(missing(next, row.sequence() - 1));
        }
        if (row.sequence() < next) {
            throw broken("entry " + row.sequence() + " is out of order: it stands after entry " + head.sequence());
        }
        if (!follows(row)) {
            throw broken(changed(row));
        }
        checkSignature(row);
        if (row.entry().kind().equals(Entry.BEGIN) != (next == 1)) {
            throw broken("entry " + next + ": a chain begins with its key at entry 1, and nowhere else");
        }
        head = row.head();
        compare(head);
    }

    private boolean follows(Archived row) {
        return CanonicalForm.next(source.member(), head, row.time(), row.entry(), row.algorithm())
                .equals(row.head());
    }

    /** Where it was not changed but moved, that is said. */
    private String changed(Archived row) {
        long next = head.sequence() + 1;
        for (int ahead = 0; ahead < Group.UNSIGNED; ahead++) {
            Optional<Archived> other = ahead();
            if (other.isEmpty()) {
                break;
            }
            Archived there = other.get();
            Archived here = new Archived(
                    new Head(next, there.head().hash()),
                    there.time(),
                    there.entry(),
                    there.algorithm(),
                    there.signature());
            if (follows(here)) {
                return "entry " + row.sequence() + " is out of order: what belongs there stands as entry "
                        + there.sequence();
            }
        }
        return "entry " + row.sequence() + " was changed";
    }

    /** What follows may be broken as well, and is not the first that is. */
    private Optional<Archived> ahead() {
        try {
            return source.next();
        } catch (ArchiveFailure broken) {
            return Optional.empty();
        }
    }

    private void checkSignature(Archived row) throws ArchiveFailure {
        String which = "entry " + row.sequence() + ", " + row.entry().kind() + ",";
        boolean due = Entry.SIGNED.contains(row.entry().kind());
        if (!row.isSigned() && (due || !row.algorithm().isEmpty())) {
            throw broken(which + " lacks its signature");
        }
        if (row.isSigned()) {
            boolean right = due
                    && row.algorithm().equals(source.key().algorithm())
                    && source.key().verifies(CanonicalForm.signed(row.head()), row.signature());
            if (!right) {
                throw broken(which + " has a wrong signature");
            }
            signed = row.sequence();
            unsigned = 0;
        } else if (unsigned++ == Group.UNSIGNED) {
            throw broken("a checkpoint is missing: " + unsigned + " entries follow entry " + signed
                    + " without a signature, and " + Group.UNSIGNED + " at most may");
        }
    }

    private void compare(Head here) throws ArchiveFailure {
        String other = known.get(here.sequence());
        if (other != null && !other.equals(here.hash())) {
            throw broken("entry " + here.sequence() + " is another than is known from elsewhere: one of the two was "
                    + "written anew");
        }
    }

    private void finish() throws ArchiveFailure {
        Head end = source.last();
        if (end.sequence() > head.sequence()) {
            throw broken(missing(head.sequence() + 1, end.sequence()));
        }
        if (source.isClosed() && (!end.equals(head) || signed != head.sequence())) {
            throw broken("its end is another than its first line says");
        }
    }

    static String missing(long first, long last) {
        return first == last ? "entry " + first + " is missing" : "entries " + first + " to " + last + " are missing";
    }

    private static ArchiveFailure broken(String what) {
        return new ArchiveFailure(Why.BROKEN, what);
    }
}
