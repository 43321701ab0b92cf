package org.openmfs.agent.access;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Connections that have yet to show whose they are. There is room for so many; for one more the address that has the most
 * of them gives up its oldest, so that whoever fills the room keeps nobody else out.
 *
 * <p>Safe for use by several threads at once.
 *
 * @param <C> a connection
 */
public final class Doorway<C> {
    private final int most;
    private final Map<C, InetAddress> waiting = new LinkedHashMap<>();

    /** @param most at least 1 */
    public Doorway(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a limit is at least 1, not " + most);
        }
        this.most = most;
    }

    /** A connection comes; yields one that must be closed for it, which has left by then. */
    public synchronized Optional<C> enter(C connection, InetAddress from) {
        waiting.put(connection, from);
        if (waiting.size() <= most) {
            return Optional.empty();
        }
        Map<InetAddress, Integer> counts = new HashMap<>();
        waiting.values().forEach(address -> counts.merge(address, 1, Integer::sum));
        int largest = counts.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
        Optional<C> oldest = waiting.entrySet().stream()
                .filter(entry -> counts.get(entry.getValue()) == largest)
                .map(Map.Entry::getKey)
                .findFirst();
        oldest.ifPresent(waiting::remove);
        return oldest;
    }

    /** A connection showed whose it is, or is gone; tells whether it was still waiting. */
    public synchronized boolean leave(C connection) {
        return waiting.remove(connection) != null;
    }
}
