package org.openmfs.standalone.mdsal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.openmfs.standalone.mdsal.ConfigurationFile.Snapshot;
import org.openmfs.standalone.mdsal.ConfigurationJournal.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A configuration in two files: all of it as JSON, written now and then, and a journal of what was changed since.
 *
 * <p>The journal reaches back to the generation before the one in the JSON file, so that nothing is lost where that is
 * damaged and the one before is put in its place. At whatever moment a crash comes, the JSON file that is there and the
 * entries that follow it are every commit that was acknowledged.
 */
final class JournaledConfiguration implements ConfigurationKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(JournaledConfiguration.class);

    /**
     * When the whole is written again.
     *
     * @param commits since it was
     * @param octets of the journal since then
     */
    record Limits(int commits, long octets) {
        static final Limits ORDINARY = new Limits(1_000, 1 << 20);
    }

    /**
     * Which configuration.
     *
     * @param folder of its files
     * @param context what they are read by
     * @param models the same, as the journal names them
     */
    record Place(Path folder, EffectiveModelContext context, ModelSet models) {
        ConfigurationFile file() {
            return new ConfigurationFile(folder, context);
        }

        Path journal() {
            return folder.resolve("configuration-journal.db");
        }
    }

    private final Place place;
    private final Limits limits;
    private final ConfigurationFile file;

    private Optional<ConfigurationJournal> journal = Optional.empty();
    private Optional<Entry> pending = Optional.empty();
    /** Whether the files on disk are such that an entry may be put. */
    private boolean ready;

    private Recovered begun;
    private long generation;
    private String mark;
    private long condensed;
    private int commits;
    private long octets;

    JournaledConfiguration(Place place, Limits limits) {
        this.place = place;
        this.limits = limits;
        file = place.file();
    }

    /** What is kept now, by whichever process; nothing is written. */
    static Kept read(Place place) throws IOException {
        if (!ConfigurationJournal.isThere(place.journal())) {
            return Recovered.of(place.file(), Optional.empty(), place.models()).kept();
        }
        try (ConfigurationJournal journal = ConfigurationJournal.reading(place.journal())) {
            return Recovered.of(place.file(), Optional.of(journal), place.models())
                    .kept();
        }
    }

    @Override
    public synchronized Kept load() throws IOException {
        try {
            ConfigurationJournal.requireLibrary();
            if (ConfigurationJournal.isThere(place.journal())) {
                journal = Optional.of(ConfigurationJournal.writing(place.journal()));
            }
            begun = Recovered.of(file, journal, place.models());
            condensed = begun.snapshot().generation();
            generation = condensed + begun.entries().size();
            mark = begun.entries().isEmpty()
                    ? begun.snapshot().mark()
                    : begun.entries().getLast().mark();
            commits = begun.entries().size();
            octets = begun.octets();
            return begun.kept();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public synchronized void keep(List<Edit> change, ContainerNode before) throws IOException {
        Entry entry = Entry.after(generation, mark, Edit.octets(change));
        if (!ready) {
            makeReady(before);
        }
        journal.orElseThrow().put(entry);
        pending = Optional.of(entry);
    }

    /** A journal never stands beside no JSON file, nor beside one that earlier versions read without it. */
    private void makeReady(ContainerNode before) throws IOException {
        if (!begun.snapshot().beside()) {
            file.save(new Snapshot(generation, mark, true, before));
        }
        if (journal.isEmpty()) {
            journal = Optional.of(ConfigurationJournal.writing(place.journal()));
        }
        if (!journal.get().isBegun()) {
            journal.get().begin(place.models());
        } else if (!begun.isJoined()) {
            journal.get().beginAnew(place.models());
        }
        ready = true;
    }

    @Override
    public synchronized void committed(ContainerNode whole) {
        pending.ifPresent(entry -> {
            generation = entry.generation();
            mark = entry.mark();
            commits++;
            octets += entry.change().length;
        });
        pending = Optional.empty();
        if (commits >= limits.commits() || octets >= limits.octets()) {
            condense(whole);
        }
    }

    /** Where it can't be written, the journal has what it would have, and it is tried again after as much again. */
    private void condense(ContainerNode whole) {
        commits = 0;
        octets = 0;
        try {
            file.save(new Snapshot(generation, mark, true, whole));
            long before = condensed;
            condensed = generation;
            journal.orElseThrow().forgetUpTo(before);
        } catch (IOException e) {
            LOG.warn("the configuration can't be written anew ({}); its journal grows", e.toString());
        }
    }

    @Override
    public synchronized void takeBack() {
        if (pending.isPresent()) {
            try {
                journal.orElseThrow().forgetAfter(generation);
                pending = Optional.empty();
            } catch (IOException e) {
                LOG.warn("a change that was not committed can't be taken out of the journal ({}) yet", e.toString());
            }
        }
    }

    @Override
    public synchronized void end(ContainerNode whole) {
        takeBack();
        if (generation > condensed) {
            condense(whole);
        }
        close();
    }

    private void close() {
        try {
            if (journal.isPresent()) {
                journal.get().close();
            }
        } catch (IOException e) {
            LOG.warn("the journal of the configuration can't be closed ({})", e.toString());
        }
    }
}
