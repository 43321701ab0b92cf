package org.openmfs.controller.archive;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/**
 * Appends to an archive what another program than its writer does: by itself where nobody writes it, else by the process
 * that does.
 */
public final class ArchiveNotes implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Optional<Archive> own;
    private final ArchiveOwner owner;

    private ArchiveNotes(Optional<Archive> own, ArchiveOwner owner) {
        this.own = own;
        this.owner = owner;
    }

    /**
     * Opens the archive, or begins one.
     *
     * @throws ArchiveFailure {@link Why#HELD} if it is written by a process that can't be asked; as {@link Archive#open}
     */
    public static ArchiveNotes of(Settings settings) throws ArchiveFailure {
        ArchiveOwner owner = new ArchiveOwner(settings.file());
        try {
            return new ArchiveNotes(Optional.of(Archive.open(settings, Head.NONE, ArchiveTime.OF_SYSTEM)), owner);
        } catch (ArchiveFailure why) {
            if (why.why() != Why.HELD || !owner.isThere()) {
                throw why;
            }
            return new ArchiveNotes(Optional.empty(), owner);
        }
    }

    /**
     * Appends an audit entry; it is on disk when this returns.
     *
     * @return its number
     */
    public long note(String who, String what, String outcome) throws ArchiveFailure {
        Entry entry = new Entry(Entry.AUDIT, who, what, "", outcome);
        if (own.isPresent()) {
            return own.get().write(entry, LONGEST).sequence();
        }
        JsonObject asked = new JsonObject();
        asked.addProperty(ArchiveDoor.ASK, ArchiveDoor.NOTE);
        asked.addProperty(ArchiveDoor.WHO, entry.who());
        asked.addProperty(ArchiveDoor.WHAT, entry.what());
        asked.addProperty(ArchiveDoor.OUTCOME, entry.outcome());
        return Long.parseLong(owner.ask(asked));
    }

    @Override
    public void close() throws ArchiveFailure {
        if (own.isPresent()) {
            own.get().close();
        }
    }
}
