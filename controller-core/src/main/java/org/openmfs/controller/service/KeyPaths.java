package org.openmfs.controller.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.model.KeyLife;
import org.openmfs.controller.model.KeyRates;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.PlannedPath;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;

/**
 * Where a QKD key can be relayed between two CFs: the fewest hops over links that work and have enough key left; of paths
 * with as many hops the one that the service has, or else the one whose weakest link has most left.
 */
final class KeyPaths {
    /** What is looked for. */
    record Wish(ServiceId service, Network.Cf a, Network.Cf z, ProtectionClass limits, KeyLife life) {}

    /** The path, or what stands in its way. */
    record Result(Optional<PlannedPath> path, List<Trouble> troubles) {}

    Result between(Wish wish, Inventory inventory, KeyBookings bookings) {
        UUID from = wish.a().qkdNode().orElseThrow();
        UUID to = wish.z().qkdNode().orElseThrow();
        List<ManagerBelief> managers = inventory.managers().values().stream()
                .filter(manager -> manager.settings().kind() == ManagedNetwork.Kind.QKDN_015)
                .sorted(Comparator.comparing(manager -> manager.settings().id()))
                .toList();
        return managers.stream()
                .filter(known -> known.topology().stream()
                        .anyMatch(topology -> topology.nodes().contains(from)
                                && topology.nodes().contains(to)))
                .findFirst()
                .map(manager -> within(manager, wish, bookings))
                .orElseGet(() -> nobody(managers, from, to));
    }

    private static Result nobody(List<ManagerBelief> managers, UUID from, UUID to) {
        List<Trouble> troubles = new ArrayList<>();
        managers.stream().filter(manager -> manager.topology().isEmpty()).forEach(manager -> {
            String id = manager.settings().id().value();
            troubles.add(new Trouble(ReasonCode.MANAGER_UNREACHABLE, id, "manager " + id + " told nothing yet"));
        });
        if (troubles.isEmpty()) {
            String text = "no QKD network holds both node " + from + " and node " + to;
            troubles.add(new Trouble(ReasonCode.NO_KEY_PATH, "", text));
        }
        return new Result(Optional.empty(), troubles);
    }

    private static Result within(ManagerBelief manager, Wish wish, KeyBookings bookings) {
        KeyRates rates = wish.limits().keyLink().rates(wish.life());
        Optional<Long> bound = manager.settings().mostKeyLinkRate();
        if (bound.filter(most -> most < rates.least()).isPresent()) {
            String id = manager.settings().id().value();
            String text = "manager " + id + " lets a key link make " + bound.get() + " bit/s (most-key-link-rate), "
                    + rates.least() + " needed";
            return new Result(Optional.empty(), List.of(new Trouble(ReasonCode.KEY_RATE_INSUFFICIENT, id, text)));
        }
        return search(manager, wish, bound.map(rates::within).orElse(rates), bookings);
    }

    private static Result search(ManagerBelief manager, Wish wish, KeyRates rates, KeyBookings bookings) {
        QkdTopology topology = manager.topology().orElseThrow();
        ManagerId network = manager.settings().id();
        Map<QkdTopology.Link, LinkRoom> usable = new LinkedHashMap<>();
        List<Trouble> troubles = new ArrayList<>();
        for (QkdTopology.Link link : topology.links()) {
            LinkRoom room = LinkRoom.of(link, wish.service(), network, topology, bookings);
            trouble(link, room, rates.least()).ifPresentOrElse(troubles::add, () -> usable.put(link, room));
        }
        UUID from = wish.a().qkdNode().orElseThrow();
        UUID to = wish.z().qkdNode().orElseThrow();
        Optional<List<UUID>> hops = new WidestKeyPath(topology.nodes(), usable).between(from, to);
        if (hops.isEmpty()) {
            troubles.addFirst(
                    new Trouble(ReasonCode.NO_KEY_PATH, "", "no usable QKD links join " + from + " and " + to));
            return new Result(Optional.empty(), troubles);
        }
        return limited(network, hops.get(), wish.limits().trustedNodes(), rates);
    }

    private static Result limited(ManagerId manager, List<UUID> hops, int trusted, KeyRates rates) {
        int between = Math.max(0, hops.size() - 2);
        if (between > trusted) {
            String text = "the shortest key path crosses " + between + " trusted nodes, the class allows " + trusted;
            return new Result(Optional.empty(), List.of(new Trouble(ReasonCode.NO_KEY_PATH, "", text)));
        }
        PlannedPath path = new PlannedPath(
                "key",
                PlannedPath.Purpose.KEY_EXCHANGE,
                Network.Underlay.QKD,
                Optional.of(manager),
                hops.stream().map(UUID::toString).toList(),
                hops.size() - 1,
                between,
                Optional.of(rates));
        return new Result(Optional.of(path), List.of());
    }

    /** Which hop on the path of a booking has too little left for it, if one has. */
    static Optional<Trouble> shortage(
            ServiceId service, KeyBookings.Booking wanted, Inventory inventory, KeyBookings bookings) {
        QkdTopology topology = inventory
                .manager(wanted.manager())
                .flatMap(ManagerBelief::topology)
                .orElseThrow();
        return IntStream.range(0, wanted.path().size() - 1)
                .mapToObj(at -> topology.links().stream()
                        .filter(link ->
                                link.joins(wanted.path().get(at), wanted.path().get(at + 1)))
                        .map(link -> lacking(
                                link, LinkRoom.of(link, service, wanted.manager(), topology, bookings), wanted.rate()))
                        .toList())
                .filter(parallel -> parallel.stream().allMatch(Optional::isPresent))
                .flatMap(parallel -> parallel.stream().flatMap(Optional::stream))
                .findFirst();
    }

    private static Optional<Trouble> trouble(QkdTopology.Link link, LinkRoom room, long needed) {
        String id = link.id().toString();
        return link.trouble()
                .map(code -> new Trouble(code, id, "QKD link " + id + " is of no use now"))
                .or(() -> lacking(link, room, needed));
    }

    private static Optional<Trouble> lacking(QkdTopology.Link link, LinkRoom room, long needed) {
        if (room.left() >= needed) {
            return Optional.empty();
        }
        String id = link.id().toString();
        String booked = room.booked() > 0 ? room.booked() + " booked, " : "";
        String text = "QKD link " + id + " makes " + room.makes() + " bit/s, " + booked + needed + " needed";
        return Optional.of(new Trouble(ReasonCode.KEY_RATE_INSUFFICIENT, id, text));
    }
}
