package org.openmfs.controller.worlds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.KeyLinkIds;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.KeyNetworks.KeyLink;

/** QKD nodes and what each was told of key links. */
final class SimulatedQkdNetwork {
    final List<UUID> nodes;
    final List<Line> lines;
    /** By node: what it has of each association's key link. */
    final Map<UUID, Map<AssociationId, KeyLink>> entries = new TreeMap<>();

    final Set<UUID> away = new TreeSet<>();
    /** Which stays away to the end. */
    Optional<UUID> gone = Optional.empty();
    /** Refuses every request until the end. */
    boolean stubborn;

    /** A physical link. */
    static final class Line {
        final UUID id;
        final UUID a;
        final UUID z;
        long rate;
        Optional<ReasonCode> trouble = Optional.empty();
        /** To the end. */
        boolean down;

        Line(UUID id, UUID a, UUID z, long rate) {
            this.id = id;
            this.a = a;
            this.z = z;
            this.rate = rate;
        }

        boolean joins(UUID one, UUID other) {
            return one.equals(a) && other.equals(z) || one.equals(z) && other.equals(a);
        }

        boolean isAt(UUID node) {
            return node.equals(a) || node.equals(z);
        }
    }

    SimulatedQkdNetwork(List<UUID> nodes, List<Line> lines) {
        this.nodes = List.copyOf(nodes);
        this.lines = List.copyOf(lines);
        nodes.forEach(node -> entries.put(node, new TreeMap<>()));
    }

    boolean answers(UUID node) {
        return !away.contains(node) && !gone.equals(Optional.of(node));
    }

    void put(UUID node, KeyLink link) {
        entries.get(node).put(link.association(), link);
    }

    void remove(UUID node, AssociationId association) {
        entries.get(node).remove(association);
    }

    /** Nodes that have something of the association. */
    List<UUID> holders(AssociationId association) {
        return nodes.stream()
                .filter(node -> entries.get(node).containsKey(association))
                .toList();
    }

    Set<AssociationId> associations() {
        Set<AssociationId> all = new TreeSet<>();
        entries.values().forEach(here -> all.addAll(here.keySet()));
        return all;
    }

    /** Whether the key link stands just so, and nothing of another. */
    boolean holds(KeyLink link) {
        return holders(link.association())
                        .equals(nodes.stream().filter(link.path()::contains).toList())
                && stands(link);
    }

    private boolean stands(KeyLink link) {
        return link.path().stream()
                .allMatch(node -> link.equals(entries.get(node).get(link.association())));
    }

    /** Whether both applications get keys. */
    boolean supplies(AssociationId association, String one, String other) {
        return entries.values().stream()
                .flatMap(here -> Optional.ofNullable(here.get(association)).stream())
                .filter(link -> Set.of(link.saeA(), link.saeZ()).equals(Set.of(one, other)))
                .anyMatch(link -> stands(link) && carries(link.path()));
    }

    private boolean carries(List<UUID> path) {
        return hops(path).stream()
                .allMatch(hop -> lines.stream()
                        .anyMatch(line -> line.trouble.isEmpty() && line.joins(hop.getFirst(), hop.getLast())));
    }

    private static List<List<UUID>> hops(List<UUID> path) {
        List<List<UUID>> hops = new ArrayList<>();
        for (int at = 0; at + 1 < path.size(); at++) {
            hops.add(path.subList(at, at + 2));
        }
        return hops;
    }

    QkdTopology topology() {
        List<QkdTopology.Booking> bookings = bookings();
        return new QkdTopology(
                Set.copyOf(nodes),
                lines.stream().map(line -> told(line, bookings)).toList(),
                bookings);
    }

    private static QkdTopology.Link told(Line line, List<QkdTopology.Booking> bookings) {
        long reserved = sum(line, bookings, true);
        long asked = sum(line, bookings, false);
        return new QkdTopology.Link(
                line.id, line.a, line.z, Math.max(0, line.rate - reserved), asked, Optional.of(0.01), line.trouble);
    }

    private static long sum(Line line, List<QkdTopology.Booking> bookings, boolean reserved) {
        return bookings.stream()
                .filter(one -> one.reserved() == reserved && line.joins(one.a(), one.z()))
                .mapToLong(QkdTopology.Booking::rate)
                .sum();
    }

    /** Of each key link that both neighbours of a hop have. */
    private List<QkdTopology.Booking> bookings() {
        List<QkdTopology.Booking> all = new ArrayList<>();
        for (UUID node : nodes) {
            for (KeyLink link : entries.get(node).values()) {
                boolean virtual = link.path().size() > 2;
                KeyLinkIds ids = KeyLinkIds.of(link.association());
                hops(link.path()).stream()
                        .filter(hop -> hop.getFirst().equals(node)
                                && link.equals(entries.get(hop.getLast()).get(link.association())))
                        .forEach(hop -> all.add(new QkdTopology.Booking(
                                virtual ? ids.virtualLink() : ids.application(),
                                hop.getFirst(),
                                hop.getLast(),
                                link.rates().least(),
                                virtual)));
            }
        }
        return all;
    }
}
