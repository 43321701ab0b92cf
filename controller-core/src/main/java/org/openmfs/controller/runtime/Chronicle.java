package org.openmfs.controller.runtime;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.openmfs.controller.api.AuditTrail;
import org.openmfs.controller.archive.Archive;
import org.openmfs.controller.archive.ArchiveFailure;
import org.openmfs.controller.archive.ArchiveState;
import org.openmfs.controller.archive.Entry;
import org.openmfs.controller.archive.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens by itself, in the archive: nobody waits for it, and it leaves the last eighth of the archive to what users
 * change. How many entries are missing is archived when there is room again.
 */
public final class Chronicle {
    private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);

    private final Archive archive;
    private final Limits limits;
    private final InstantSource clock;
    private final AtomicLong missing = new AtomicLong();
    private final AtomicBoolean told = new AtomicBoolean();

    /** @param limits of the archive */
    public Chronicle(Archive archive, Limits limits, InstantSource clock) {
        this.archive = archive;
        this.limits = limits;
        this.clock = clock;
        look();
    }

    /** Appends it if there is room; waits for nothing. */
    public void append(Entry entry) {
        if (look()) {
            missing.incrementAndGet();
            return;
        }
        long before = missing.getAndSet(0);
        if (before > 0) {
            put(new Entry(Entry.REPORT, "controller", before + " entries before this are missing", "", ""), before);
        }
        put(entry, 1);
    }

    private void put(Entry entry, long missed) {
        try {
            var unused = archive.append(entry).exceptionally(why -> {
                missing.addAndGet(missed);
                return null;
            });
        } catch (ArchiveFailure why) {
            missing.addAndGet(missed);
        }
    }

    /** Whether the last eighth is reached; the operator is told when that changes. */
    boolean look() {
        boolean due = archive.state().isExportDue(limits, clock.instant());
        if (told.compareAndSet(!due, due)) {
            if (due) {
                LOG.warn(
                        "the archive is filled to seven eighths of its {} octets and nothing of it was exported: export it"
                                + " by './mfs archive export'; until then it takes what users change, and nothing else",
                        limits.octets());
            } else {
                LOG.info("the archive has room again");
            }
        }
        return due;
    }

    /** How the archive stands. */
    public AuditTrail.Standing standing() {
        ArchiveState state = archive.state();
        return new AuditTrail.Standing(
                state.head().sequence() - state.first() + 1,
                state.head().sequence() - state.signed(),
                state.signedAt(),
                state.octets(),
                limits.octets(),
                state.isTroubled());
    }
}
