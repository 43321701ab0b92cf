package org.openmfs.karaf.composition;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.openmfs.controller.api.AuditTrail;
import org.openmfs.controller.archive.Archive;
import org.openmfs.controller.archive.ArchiveDoor;
import org.openmfs.controller.archive.ArchiveFailure;
import org.openmfs.controller.archive.ArchiveTime;
import org.openmfs.controller.archive.Head;
import org.openmfs.controller.archive.MemberId;
import org.openmfs.controller.archive.Settings;
import org.openmfs.controller.inventory.InventoryListener;
import org.openmfs.controller.runtime.ArchivedAudit;
import org.openmfs.controller.runtime.Chronicle;
import org.openmfs.controller.runtime.KeyHistory;
import org.openmfs.controller.runtime.MfsController;
import org.openmfs.controller.runtime.RecordedSouthbound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The archive of a controller that runs, and what writes to it; opened before all else and closed last. */
final class RunningArchive {
    /** Of a manager that is one process. */
    static final MemberId MEMBER = new MemberId("member-1");

    /** In the data folder: what this member did and was asked. */
    static final String FILE = "archive.db";

    private static final Logger LOG = LoggerFactory.getLogger(RunningArchive.class);

    private final Archive archive;
    private final Chronicle chronicle;
    private final InstantSource clock;
    private final Optional<ArchiveDoor> door;

    private RunningArchive(Settings settings, Archive archive, InstantSource clock) {
        this.archive = archive;
        this.clock = clock;
        this.chronicle = new Chronicle(archive, settings.limits(), clock);
        this.door = door(archive, settings.file());
    }

    private static Optional<ArchiveDoor> door(Archive archive, Path file) {
        try {
            return Optional.of(ArchiveDoor.open(archive, file));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn(
                    "the archive can be exported while the controller is stopped, and not while it runs: {}",
                    e.toString());
            return Optional.empty();
        }
    }

    /** @throws IOException if it can't be used; one line for an operator */
    static RunningArchive open(Path file, InstantSource clock) throws IOException {
        Settings settings = Settings.of(file, MEMBER);
        try {
            return new RunningArchive(settings, Archive.open(settings, Head.NONE, ArchiveTime.OF_SYSTEM), clock);
        } catch (ArchiveFailure why) {
            throw new IOException(why.getMessage(), why);
        }
    }

    AuditTrail audit() {
        return new ArchivedAudit(archive, chronicle);
    }

    InventoryListener keyHistory() {
        return new KeyHistory(chronicle::append, clock);
    }

    MfsController.Southbound recorded(MfsController.Southbound plain) {
        return RecordedSouthbound.of(plain, chronicle::append);
    }

    void close() throws IOException {
        if (door.isPresent()) {
            door.get().close();
        }
        try {
            archive.close();
        } catch (ArchiveFailure why) {
            throw new IOException(why.getMessage(), why);
        }
    }
}
