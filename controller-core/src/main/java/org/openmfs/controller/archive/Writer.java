package org.openmfs.controller.archive;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/** The one thread that writes a chain: groups what waits, signs in time, forgets what may go. */
final class Writer implements Runnable {
    private static final long CHECKPOINT_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long SOON_MILLIS = 1_000;
    private static final long LATER_MILLIS = 60_000;
    /** Rows deleted at a time, so that appending is never held up for long. */
    private static final int FORGOTTEN_AT_ONCE = 2_000;
    /** What a row takes beside its texts, its share of pages included. */
    private static final int ROW_OCTETS = 400;

    private final ChainFile file;
    private final Inbox inbox;
    private final Limits limits;
    private final ArchiveTime time;
    private long unsignedSince;
    private long agesLookedAt;
    private Head exported;
    private long lastSigned;
    private Instant signedAt = Instant.MIN;
    private String trouble = "";
    private boolean diskFails;
    private volatile ArchiveState state;

    Writer(ChainFile file, Inbox inbox, Limits limits, ArchiveTime time) throws ArchiveFailure {
        this.file = file;
        this.inbox = inbox;
        this.limits = limits;
        this.time = time;
        this.agesLookedAt = time.steady().getAsLong() - CHECKPOINT_NANOS;
        this.exported =
                file.exports().isEmpty() ? file.cut() : file.exports().getLast().through();
        this.unsignedSince = time.steady().getAsLong();
    }

    /** Before anything is appended: the first entry of all, or one that says from where on it goes on. */
    void begin() throws ArchiveFailure {
        Group group = file.group();
        if (file.isEmpty()) {
            group.begin(now());
            file.begin(group);
        } else if (file.octets() < limits.refusing()) {
            group.checkpoint(now(), "opened");
            file.write(group);
        }
        look();
    }

    ArchiveState state() {
        return state;
    }

    @Override
    public void run() {
        try {
            boolean last = false;
            while (!last) {
                Inbox.Batch batch = inbox.take(patience());
                write(batch.entries());
                batch.tasks().forEach(Inbox.Task::run);
                chores();
                last = batch.isLast();
            }
            if (file.tail().unsigned() > 0) {
                checkpoint("closed");
            }
        } finally {
            inbox.close();
            refuseAll(inbox.rest(), new ArchiveFailure(Why.CLOSED, "the archive is closed"));
        }
    }

    private long patience() {
        if (file.isForgetting() && !diskFails) {
            return 0;
        }
        return file.isForgetting() || file.tail().unsigned() > 0 ? SOON_MILLIS : LATER_MILLIS;
    }

    private void write(List<Inbox.Waiting> entries) {
        if (entries.isEmpty()) {
            return;
        }
        try {
            requireRoom(entries);
            boolean signedBefore = file.tail().unsigned() == 0;
            Group group = file.group();
            List<Head> heads = new ArrayList<>();
            for (Inbox.Waiting one : entries) {
                heads.add(group.add(one.time(), one.entry()));
            }
            file.write(group);
            if (signedBefore || file.tail().unsigned() < entries.size()) {
                unsignedSince = time.steady().getAsLong();
            }
            trouble = "";
            lookIfPossible();
            for (int i = 0; i < entries.size(); i++) {
                entries.get(i).written().complete(heads.get(i));
            }
        } catch (ArchiveFailure why) {
            troubled(why);
            refuseAll(entries, why);
        } catch (RuntimeException fault) {
            refuseAll(entries, new ArchiveFailure(Why.UNWRITABLE, "the archive has a fault: " + fault, fault));
            throw fault;
        }
    }

    private void requireRoom(List<Inbox.Waiting> entries) throws ArchiveFailure {
        long more = entries.stream()
                .mapToLong(one -> one.entry().length() + ROW_OCTETS)
                .sum();
        while (state.octets() + more > limits.refusing() && file.isForgetting()) {
            forgetSome();
        }
        if (state.octets() + more > limits.refusing()) {
            throw new ArchiveFailure(
                    Why.FULL,
                    "the archive has reached its limit of " + limits.octets() + " octets: export it, so that older"
                            + " entries may go");
        }
    }

    private void troubled(ArchiveFailure why) {
        trouble = why.getMessage();
        state = new ArchiveState(
                state.head(),
                state.signed(),
                state.signedAt(),
                state.first(),
                state.exported(),
                state.oldest(),
                state.octets(),
                trouble);
    }

    private static void refuseAll(List<Inbox.Waiting> entries, ArchiveFailure why) {
        entries.forEach(one -> one.written().completeExceptionally(why));
    }

    /** What nobody asked for; where it fails it is due again. */
    private void chores() {
        try {
            long now = time.steady().getAsLong();
            if (file.isForgetting()) {
                forgetSome();
            }
            if (file.tail().unsigned() > 0 && now - unsignedSince >= CHECKPOINT_NANOS) {
                checkpoint("minute");
            }
            if (!file.isForgetting() && exported.sequence() >= file.first()) {
                forgetBeyondLimits(now);
            }
            diskFails = false;
        } catch (ArchiveFailure why) {
            diskFails = true;
            troubled(why);
        }
    }

    private void forgetSome() throws ArchiveFailure {
        file.forgetSome(FORGOTTEN_AT_ONCE);
        look();
    }

    private void forgetBeyondLimits(long now) throws ArchiveFailure {
        boolean near = state.octets() >= limits.near();
        boolean lookAtAges = now - agesLookedAt >= CHECKPOINT_NANOS;
        if (!near && !lookAtAges) {
            return;
        }
        agesLookedAt = now;
        Optional<Head> through = Optional.empty();
        for (ChainFile.Part part : file.exports()) {
            boolean old = Duration.between(part.time(), now()).compareTo(limits.age()) > 0;
            if (old || near && through.isEmpty()) {
                through = Optional.of(part.through());
            }
        }
        if (through.isPresent()) {
            cut(through.get(), "");
        }
    }

    private void checkpoint(String why) {
        try {
            Group group = file.group();
            group.checkpoint(now(), why);
            file.write(group);
            look();
        } catch (ArchiveFailure failed) {
            troubled(failed);
        }
    }

    /** A signed last entry, for an export. */
    Head signedHead() throws ArchiveFailure {
        if (file.tail().unsigned() > 0) {
            Group group = file.group();
            group.checkpoint(now(), Entry.EXPORT);
            file.write(group);
            look();
        }
        return file.tail().head();
    }

    /** Notes that all up to there is in a file. */
    Head exported(Exported export, String who) throws ArchiveFailure {
        JsonObject what = new Point(export.last()).json();
        what.addProperty("file", export.file().getFileName().toString());
        Instant now = now();
        Group group = file.group();
        group.own(now, Entry.EXPORT, what, who);
        file.write(group);
        file.exported(new ChainFile.Part(export.last(), now));
        // One that was begun earlier may end later.
        exported = export.last().sequence() > exported.sequence() ? export.last() : exported;
        look();
        return file.tail().head();
    }

    /** Lets all go that was exported; how many entries. */
    long forgetExported(String who) throws ArchiveFailure {
        long count = exported.sequence() - file.cut().sequence();
        if (count > 0) {
            cut(exported, who);
        }
        return Math.max(0, count);
    }

    private void cut(Head through, String who) throws ArchiveFailure {
        Group group = file.group();
        group.own(now(), Entry.CUT, new Point(through).json(), who);
        file.write(group);
        file.cutTo(through);
        look();
    }

    /** What is on disk is told as such, also where nothing can be read any more. */
    private void lookIfPossible() {
        try {
            look();
        } catch (ArchiveFailure unreadable) {
            troubled(unreadable);
        }
    }

    private void look() throws ArchiveFailure {
        Group.Tail tail = file.tail();
        long signed = tail.head().sequence() - tail.unsigned();
        if (signed != lastSigned) {
            lastSigned = signed;
            signedAt = file.entry(signed).map(Archived::time).orElse(Instant.MIN);
        }
        state = new ArchiveState(
                tail.head(),
                signed,
                signedAt,
                file.first(),
                exported.sequence(),
                file.oldest(),
                file.octets(),
                trouble);
    }

    private Instant now() {
        return time.wall().instant();
    }
}
