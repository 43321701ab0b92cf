package org.openmfs.actions;

import java.util.List;
import org.openmfs.actions.port.Restconf;

/** Lists what there is, and shows one of it. */
public final class Listing {
    private final Reading reading;

    public Listing(Restconf restconf) {
        this.reading = new Reading(new Datastore(restconf));
    }

    /** @param everything keys too that are destroyed */
    public Result.Listed list(Subject subject, boolean everything) throws ActionFailure, InterruptedException {
        List<Entry> entries = reading.all(subject).stream()
                .filter(entry -> everything
                        || subject != Subject.KEYS
                        || !entry.content().has("destroyed"))
                .toList();
        return new Result.Listed(subject, entries);
    }

    /** @param id of a key, as many of its first signs as no other begins with are enough */
    public Result.Shown show(Subject subject, String id) throws ActionFailure, InterruptedException {
        return new Result.Shown(subject, reading.one(subject, id));
    }

    /** The names of all, for a shell that completes them. */
    public List<String> ids(Subject subject) throws ActionFailure, InterruptedException {
        return reading.ids(subject);
    }
}
