package org.openmfs.controller.archive;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/**
 * The archive of one member: its chain, which grows at the end only. Any thread may call; one writes, many entries
 * with each commit.
 */
public final class Archive implements AutoCloseable {
    private static final Duration LONGEST_STOP = Duration.ofMinutes(1);

    private final Settings settings;
    private final ArchiveTime time;
    private final HeldFile held;
    private final ChainFile file;
    private final Inbox inbox;
    private final Writer writer;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private Archive(Settings settings, ArchiveTime time, HeldFile held, ChainFile file) throws ArchiveFailure {
        this.settings = settings;
        this.time = time;
        this.held = held;
        this.file = file;
        this.inbox = new Inbox(time);
        this.writer = new Writer(file, inbox, settings.limits(), time);
    }

    /**
     * Opens an archive, or begins one with a key of its own. What follows its last signature is verified, and that
     * signature; all the rest is {@link Verification}'s.
     *
     * @param expectedHead the last head that somebody else kept, or {@link Head#NONE}. Without one an older copy of file
     *     and key looks as the latest did; entries that were appended after that head may be missing unnoticed
     * @throws ArchiveFailure {@link Why#HELD} if another has it open, {@link Why#BROKEN} if it is not what it was,
     *     {@link Why#UNREADABLE} or {@link Why#UNWRITABLE} if its files can't be used
     */
    public static Archive open(Settings settings, Head expectedHead, ArchiveTime time) throws ArchiveFailure {
        HeldFile held = HeldFile.of(settings.file());
        boolean open = false;
        try {
            Archive archive = begun(settings, expectedHead, time, held);
            open = true;
            return archive;
        } finally {
            if (!open) {
                held.close();
            }
        }
    }

    private static Archive begun(Settings settings, Head expectedHead, ArchiveTime time, HeldFile held)
            throws ArchiveFailure {
        ChainFile file = ChainFile.open(settings);
        boolean open = false;
        try {
            file.require(expectedHead);
            Archive archive = new Archive(settings, time, held, file);
            archive.writer.begin();
            Thread.ofPlatform().daemon().name("archive of " + settings.member()).start(archive::write);
            open = true;
            return archive;
        } finally {
            if (!open) {
                file.close();
            }
        }
    }

    private void write() {
        try {
            writeAndLetGo();
            ended.complete(null);
        } catch (ArchiveFailure why) {
            ended.completeExceptionally(why);
        } finally {
            ended.completeExceptionally(new IllegalStateException("the archive's thread ended early"));
        }
    }

    private void writeAndLetGo() throws ArchiveFailure {
        try (held;
                file) {
            writer.run();
        }
    }

    /**
     * Appends an entry; doesn't wait for the disk.
     *
     * @return its place, once it is on disk; or, as an {@link ArchiveFailure}, that it is not and won't be. What is chained
     *     to it without an executor runs on the archive's thread and has to be short
     * @throws ArchiveFailure {@link Why#BUSY} if too much waits already, {@link Why#CLOSED}
     * @throws IllegalArgumentException if the entry is of a kind that the archive alone writes
     */
    public CompletionStage<Head> append(Entry entry) throws ArchiveFailure {
        return put(entry).minimalCompletionStage();
    }

    /**
     * Appends an entry and waits until it is on disk.
     *
     * @param longest how long to wait at most
     * @throws ArchiveFailure if it is not on disk; {@link Why#LATE} if it may come to be there later
     * @throws IllegalArgumentException if the entry is of a kind that the archive alone writes
     */
    public Head write(Entry entry, Duration longest) throws ArchiveFailure {
        return awaited(put(entry), longest);
    }

    private CompletableFuture<Head> put(Entry entry) throws ArchiveFailure {
        if (entry.isReserved()) {
            throw new IllegalArgumentException("the archive alone writes entries of kind " + entry.kind());
        }
        return inbox.put(entry);
    }

    /**
     * Writes all that is here up to now to a file, verified on the way; from then on it may be forgotten. Others append
     * meanwhile. Takes as long as reading and verifying it does, a minute or two for 1 GiB.
     *
     * @param to where nothing is yet
     * @param who asked for it
     * @throws ArchiveFailure {@link Why#BROKEN} if the chain is not sound; then nothing is written
     * @throws IllegalArgumentException if {@code who} is empty or too long
     */
    public Exported export(Path to, String who) throws ArchiveFailure {
        requireName(who);
        Head last = asked(writer::signedHead);
        Exported export =
                Exported.write(settings, file.key(), last, to, time.wall().instant());
        asked(() -> writer.exported(export, who));
        return export;
    }

    /**
     * Cuts off what was exported, and leaves a signed entry that says so. The file doesn't shrink; its room is used again.
     *
     * @param who asked for it
     * @return how many entries go
     * @throws IllegalArgumentException if {@code who} is empty or too long
     */
    public long forgetExported(String who) throws ArchiveFailure {
        requireName(who);
        return asked(() -> writer.forgetExported(who));
    }

    /** Here, and not on the archive's thread. */
    private static void requireName(String who) {
        Entry named = new Entry(Entry.EXPORT, who, "", "", "");
        if (named.who().isEmpty()) {
            throw new IllegalArgumentException("who asks for it has to be named");
        }
    }

    /** How it stood after the last commit. */
    public ArchiveState state() {
        return writer.state();
    }

    /** How many entries wait for the disk. */
    public int waiting() {
        return inbox.size();
    }

    MemberId member() {
        return settings.member();
    }

    public VerificationKey key() {
        return file.key().verification();
    }

    /** Something that only the writer may do. */
    private interface Question<T> {
        T answer() throws ArchiveFailure;
    }

    private <T> T asked(Question<T> question) throws ArchiveFailure {
        CompletableFuture<T> answer = new CompletableFuture<>();
        inbox.ask(() -> {
            try {
                answer.complete(question.answer());
            } catch (ArchiveFailure why) {
                answer.completeExceptionally(why);
            }
        });
        return awaited(answer, LONGEST_STOP);
    }

    private static <T> T awaited(CompletableFuture<T> answer, Duration longest) throws ArchiveFailure {
        try {
            return answer.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new ArchiveFailure(Why.LATE, "the archive has not done it within " + longest, late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ArchiveFailure(Why.LATE, "nobody waits for the archive any more", stopped);
        } catch (ExecutionException why) {
            if (why.getCause() instanceof ArchiveFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(why.getCause());
        }
    }

    /** Writes what waits, signs it, and lets the file go. A second time it does nothing. */
    @Override
    public void close() throws ArchiveFailure {
        inbox.close();
        awaited(ended, LONGEST_STOP);
    }
}
