package org.openmfs.testbed.qkd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Keys at the slaves' KME whose masters have them already; each named slave may fetch each of them once. */
final class WaitingKeys {
    /** More than this many keys waiting at one KME are refused. */
    static final int MOST = 100_000;

    private final Map<UUID, Entry> entries = new LinkedHashMap<>();

    private record Entry(
            UUID app, String master, Set<String> named, Set<String> awaited, byte[] key, Instant expires) {}

    /** One key with its id. */
    record IdentifiedKey(UUID id, byte[] key) {}

    int size() {
        return entries.size();
    }

    /** @param slaves those of the request that are served by this KME */
    void add(UUID app, String master, Set<String> slaves, IdentifiedKey key, Instant expires) {
        entries.put(key.id(), new Entry(app, master, Set.copyOf(slaves), new HashSet<>(slaves), key.key(), expires));
    }

    /**
     * Hands keys out, all or none.
     *
     * @throws KmeRefusal 401 where the caller was not named for one of them, 400 where one is not here (any more)
     */
    List<IdentifiedKey> take(List<UUID> ids, String caller, String master) throws KmeRefusal {
        for (UUID id : ids) {
            if (entries.containsKey(id) && !entries.get(id).named().contains(caller)) {
                throw KmeRefusal.unauthorized("the calling SAE was not named as a slave for these keys");
            }
        }
        for (UUID id : ids) {
            Entry entry = entries.get(id);
            if (entry == null
                    || !entry.master().equals(master)
                    || !entry.awaited().contains(caller)) {
                throw KmeRefusal.badRequest("one or more keys specified are not found on KME");
            }
        }
        List<IdentifiedKey> taken = new ArrayList<>();
        for (UUID id : ids) {
            Entry entry = entries.get(id);
            taken.add(new IdentifiedKey(id, entry.key().clone()));
            entry.awaited().remove(caller);
            if (entry.awaited().isEmpty()) {
                Arrays.fill(entry.key(), (byte) 0);
                entries.remove(id);
            }
        }
        return taken;
    }

    /** Destroys keys that waited too long and keys of applications that are gone. */
    void purge(Instant now, Set<UUID> liveApps) {
        for (Iterator<Entry> i = entries.values().iterator(); i.hasNext(); ) {
            Entry entry = i.next();
            if (!entry.expires().isAfter(now) || !liveApps.contains(entry.app())) {
                Arrays.fill(entry.key(), (byte) 0);
                i.remove();
            }
        }
    }
}
