package org.openmfs.controller.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A QKD network as its nodes report it (ETSI GS QKD 015).
 *
 * @param away those of the nodes that do not answer now: of them, what they said last
 * @param bookings what is registered with the nodes, by us or others; each may be told by both its ends
 */
public record QkdTopology(Set<UUID> nodes, Set<UUID> away, List<Link> links, List<Booking> bookings) {
    /**
     * A physical link.
     *
     * @param rate bit/s left after the link's own use (eskr)
     * @param demand bit/s asked of it (expected_consumption)
     * @param qber quantum bit error rate, 0..1
     * @param trouble why it is of no use for a new key link, if it is not
     */
    public record Link(
            UUID id, UUID a, UUID z, long rate, long demand, Optional<Double> qber, Optional<ReasonCode> trouble) {
        public boolean joins(UUID one, UUID other) {
            return one.equals(a) && other.equals(z) || one.equals(z) && other.equals(a);
        }
    }

    /**
     * What an application or a virtual link takes of the links between two neighbours.
     *
     * @param id the application's or the virtual link's
     * @param rate bit/s
     * @param reserved whether the links' rate tells what is left after it; otherwise it is part of their demand
     */
    public record Booking(UUID id, UUID a, UUID z, long rate, boolean reserved) {}

    public QkdTopology {
        bookings = List.copyOf(bookings);
        nodes = Set.copyOf(nodes);
        away = Set.copyOf(away);
        links = List.copyOf(links);
    }

    /** Of nodes that all answer. */
    public QkdTopology(Set<UUID> nodes, List<Link> links, List<Booking> bookings) {
        this(nodes, Set.of(), links, bookings);
    }

    /** What the weakest hop along these nodes gives, bit/s; nothing where two of them are not joined. */
    public long rateAlong(List<UUID> path) {
        return IntStream.range(0, path.size() - 1)
                .mapToLong(at -> rateBetween(path.get(at), path.get(at + 1)))
                .min()
                .orElse(0);
    }

    private long rateBetween(UUID one, UUID other) {
        return links.stream()
                .filter(link -> link.joins(one, other))
                .mapToLong(Link::rate)
                .max()
                .orElse(0);
    }
}
