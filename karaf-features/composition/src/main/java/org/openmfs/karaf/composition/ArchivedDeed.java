package org.openmfs.karaf.composition;

import java.io.IOException;
import java.nio.file.Path;
import org.openmfs.controller.archive.ArchiveFailure;
import org.openmfs.controller.archive.ArchiveNotes;
import org.openmfs.controller.archive.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that is done to a data folder at the command line, beside a controller or without one. */
public final class ArchivedDeed {
    private static final Logger LOG = LoggerFactory.getLogger(ArchivedDeed.class);

    private ArchivedDeed() {}

    /** What is done, and may be refused by an exception of its own. */
    public interface Deed<T, E extends Exception> {
        T carryOut() throws IOException, E;
    }

    /**
     * Does it, once the archive of the folder has that it was asked for; then notes how it ended.
     *
     * @param what as the command line says it; never a secret
     * @throws IOException if it can't be archived, and was not done; one line for an operator
     */
    public static <T, E extends Exception> T archived(Path data, String what, Deed<T, E> deed) throws IOException, E {
        String who = System.getProperty("user.name") + " at the command line";
        try (ArchiveNotes notes =
                ArchiveNotes.of(Settings.of(data.resolve(RunningArchive.FILE), RunningArchive.MEMBER))) {
            String asked = ", asked in entry " + notes.note(who, what, "asked");
            String outcome = "failed";
            try {
                T done = deed.carryOut();
                outcome = "done";
                return done;
            } finally {
                ended(notes, who, what, outcome + asked);
            }
        } catch (ArchiveFailure why) {
            throw new IOException(why.getMessage(), why);
        }
    }

    /** It was done: nobody is refused it any more. The entry before says that it was asked for. */
    private static void ended(ArchiveNotes notes, String who, String what, String outcome) {
        try {
            notes.note(who, what, outcome);
        } catch (ArchiveFailure why) {
            LOG.warn("{}: {}: {}, which could not be archived: {}", who, what, outcome, why.getMessage());
        }
    }
}
