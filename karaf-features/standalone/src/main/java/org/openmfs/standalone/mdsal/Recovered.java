package org.openmfs.standalone.mdsal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openmfs.standalone.mdsal.ConfigurationFile.Snapshot;
import org.openmfs.standalone.mdsal.ConfigurationJournal.Entry;

/**
 * What the two files of a configuration say together.
 *
 * @param snapshot the JSON file
 * @param entries of the journal that came after it
 * @param isJoined whether the next entry of the journal may follow the one before; if not, it has to begin anew
 */
record Recovered(Snapshot snapshot, List<Entry> entries, boolean isJoined) {
    /**
     * Reads both, the journal first: what it shows then is what there was at that time, and a JSON file that is written
     * in the meantime has the more.
     *
     * @throws DamagedConfigurationException if one can't be used, or they don't belong together
     * @throws IOException if one can't be read
     */
    static Recovered of(ConfigurationFile file, Optional<ConfigurationJournal> journal, ModelSet models)
            throws IOException {
        if (journal.isEmpty() || !journal.get().isBegun()) {
            return new Recovered(file.load(), List.of(), true);
        }
        ConfigurationJournal begun = journal.get();
        ModelSet writers = begun.models();
        Snapshot snapshot = file.load();
        List<Entry> entries = begun.from(snapshot.generation());
        boolean atHead = !entries.isEmpty()
                && entries.getFirst().generation() == snapshot.generation()
                && entries.getFirst().mark().equals(snapshot.mark());
        List<Entry> later = entries.stream()
                .filter(entry -> entry.generation() > snapshot.generation())
                .toList();
        if (later.isEmpty()) {
            boolean joined = atHead || entries.isEmpty() && begun.isEmpty();
            return new Recovered(snapshot, later, joined && writers.equals(models));
        }
        requireInOrder(begun, snapshot, later);
        requireOf(begun, writers, models, later.size());
        return new Recovered(snapshot, later, true);
    }

    private static void requireInOrder(ConfigurationJournal journal, Snapshot snapshot, List<Entry> entries)
            throws DamagedConfigurationException {
        long generation = snapshot.generation();
        String mark = snapshot.mark();
        for (Entry entry : entries) {
            if (!entry.follows(generation, mark)) {
                throw journal.unusable("its entry " + entry.generation() + " does not follow generation " + generation
                        + ": it is damaged, or configuration.json is not the one that it was written beside: put copies"
                        + " of the two back that were made together");
            }
            generation = entry.generation();
            mark = entry.mark();
        }
    }

    private static void requireOf(ConfigurationJournal journal, ModelSet writers, ModelSet models, int entries)
            throws DamagedConfigurationException {
        if (!writers.equals(models)) {
            throw journal.unusable("it has changes that configuration.json lacks (" + entries
                    + "), made with other models: " + String.join(", ", models.strange(writers))
                    + "; start the version that made them and end it, which writes them there");
        }
    }

    /** @throws IOException if an entry holds no edits */
    ConfigurationKeeper.Kept kept() throws IOException {
        List<List<Edit>> changes = new ArrayList<>();
        for (Entry entry : entries) {
            changes.add(Edit.read(entry.change()));
        }
        return new ConfigurationKeeper.Kept(snapshot.root(), changes);
    }

    /** How much the entries have. */
    long octets() {
        return entries.stream().mapToLong(entry -> entry.change().length).sum();
    }
}
