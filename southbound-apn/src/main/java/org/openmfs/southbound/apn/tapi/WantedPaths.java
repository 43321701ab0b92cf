package org.openmfs.southbound.apn.tapi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.openmfs.controller.model.AssociationId;

/**
 * Which associations' optical paths should be there. A reading that was under way while a path was asked for or taken down
 * says nothing about it.
 */
final class WantedPaths {
    private final Map<AssociationId, Long> touched = new HashMap<>();
    private final Set<AssociationId> wanted = new HashSet<>();
    private final Set<AssociationId> beingChanged = new HashSet<>();
    private long requests;

    /** A request of ours begins. */
    synchronized void begin(AssociationId association) {
        beingChanged.add(association);
    }

    /**
     * It is over.
     *
     * @param there whether the path should be there from now on
     */
    synchronized void end(AssociationId association, boolean there) {
        beingChanged.remove(association);
        touched.put(association, ++requests);
        if (there) {
            wanted.add(association);
        } else {
            wanted.remove(association);
        }
    }

    /** A request of ours came to nothing: what should be there is as before. */
    synchronized void refused(AssociationId association) {
        end(association, wanted.contains(association));
    }

    /** Noted before the network is read. */
    synchronized long mark() {
        return requests;
    }

    /** Whether a reading with this mark says how the association's path stands. */
    synchronized boolean isToldBy(long mark, AssociationId association) {
        return !beingChanged.contains(association) && touched.getOrDefault(association, 0L) <= mark;
    }

    /** A reading with this mark is over; whichever begins later tells of all that was touched before it. */
    synchronized void read(long mark) {
        touched.values().removeIf(request -> request <= mark);
    }

    synchronized Set<AssociationId> wanted() {
        return Set.copyOf(wanted);
    }
}
