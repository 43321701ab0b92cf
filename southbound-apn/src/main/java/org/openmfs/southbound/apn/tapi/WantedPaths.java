package org.openmfs.southbound.apn.tapi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.openmfs.controller.model.ServiceId;

/**
 * Which services' optical paths should be there. A reading that was under way while a path was asked for or taken down
 * says nothing about it.
 */
final class WantedPaths {
    private final Map<ServiceId, Long> touched = new HashMap<>();
    private final Set<ServiceId> wanted = new HashSet<>();
    private final Set<ServiceId> beingChanged = new HashSet<>();
    private long requests;

    /** A request of ours begins. */
    synchronized void begin(ServiceId service) {
        beingChanged.add(service);
    }

    /**
     * It is over.
     *
     * @param there whether the path should be there from now on
     */
    synchronized void end(ServiceId service, boolean there) {
        beingChanged.remove(service);
        touched.put(service, ++requests);
        if (there) {
            wanted.add(service);
        } else {
            wanted.remove(service);
        }
    }

    /** A request of ours came to nothing: what should be there is as before. */
    synchronized void refused(ServiceId service) {
        end(service, wanted.contains(service));
    }

    /** Noted before the network is read. */
    synchronized long mark() {
        return requests;
    }

    /** Whether a reading with this mark says how the service's path stands. */
    synchronized boolean isToldBy(long mark, ServiceId service) {
        return !beingChanged.contains(service) && touched.getOrDefault(service, 0L) <= mark;
    }

    synchronized Set<ServiceId> wanted() {
        return Set.copyOf(wanted);
    }
}
