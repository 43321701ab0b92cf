package org.openmfs.controller.runtime;

import java.time.Duration;
import org.openmfs.controller.api.AuditTrail;
import org.openmfs.controller.archive.Archive;
import org.openmfs.controller.archive.ArchiveFailure;
import org.openmfs.controller.archive.Entry;
import org.openmfs.controller.archive.Head;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What users ask for, in the archive: a change twice, before it is made and when it has ended. */
public final class ArchivedAudit implements AuditTrail {
    private static final Logger LOG = LoggerFactory.getLogger(ArchivedAudit.class);
    /** Somebody waits for it. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Archive archive;
    private final Chronicle chronicle;

    /** @param chronicle takes what is no change */
    public ArchivedAudit(Archive archive, Chronicle chronicle) {
        this.archive = archive;
        this.chronicle = chronicle;
    }

    @Override
    public Asked asks(Line line) throws Unrecorded {
        try {
            Head asked = archive.write(entry(line, "asked"), LONGEST);
            chronicle.look();
            return outcome -> ended(line, outcome + ", asked in entry " + asked.sequence());
        } catch (ArchiveFailure why) {
            LOG.warn(
                    "{} from {}: {} is refused, since it can't be archived: {}",
                    line.who(),
                    line.from(),
                    line.what(),
                    why.getMessage());
            throw new Unrecorded(told(why.why()));
        }
    }

    /** It was done: nobody is refused it any more. The entry before it says that it was asked for. */
    private void ended(Line line, String outcome) {
        try {
            archive.write(entry(line, outcome), LONGEST);
        } catch (ArchiveFailure why) {
            LOG.warn(
                    "{} from {}: {}: {}, which could not be archived: {}",
                    line.who(),
                    line.from(),
                    line.what(),
                    outcome,
                    why.getMessage());
        }
    }

    @Override
    public void tells(Line line, String outcome) {
        chronicle.append(entry(line, outcome));
    }

    @Override
    public Standing standing() {
        return chronicle.standing();
    }

    private static Entry entry(Line line, String outcome) {
        return new Entry(Entry.AUDIT, line.who(), line.what(), line.from(), outcome);
    }

    private static String told(ArchiveFailure.Why why) {
        return switch (why) {
            case FULL -> "the archive has reached its limit. Export it by './mfs archive export', then repeat this.";
            case BUSY, LATE -> "the archive does not keep up. Repeat this later.";
            case CLOSED -> "the controller is being stopped.";
            case UNWRITABLE, HELD, BROKEN, UNREADABLE ->
                "the archive can't be written. Look whether its disk is full, export it by './mfs archive export' and"
                        + " see the controller's log, then repeat this.";
        };
    }
}
