package org.openmfs.controller.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.inventory.QkdNames;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Facet;
import org.openmfs.controller.model.KeyLife;
import org.openmfs.controller.model.KeyRates;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.PlannedPath;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Trouble;

/**
 * Where a QKD key can be relayed between two CFs: in the network that the leg is in, else in the first that can; along the path that the leg has, as long as that is of use; else the
 * fewest hops over links that work and have enough key left, and of paths with as many hops the one whose weakest link has
 * most left.
 */
public final class KeyPaths {
    private static final int MOST_LINKS_TOLD = 20;

    /** What is looked for. */
    record Wish(AssociationId association, Network.Cf a, Network.Cf z, ProtectionClass limits, KeyLife life) {
        UUID from() {
            return a.qkdNode().orElseThrow();
        }

        UUID to() {
            return z.qkdNode().orElseThrow();
        }
    }

    /** The path, or what stands in its way. */
    record Result(Optional<PlannedPath> path, List<Trouble> troubles) {}

    Result between(Wish wish, Inventory inventory, Taken taken) {
        UUID from = wish.from();
        UUID to = wish.to();
        Set<ManagerId> used = taken.networksOf(wish.association());
        List<ManagerBelief> managers = inventory.managers().values().stream()
                .filter(manager -> manager.offers(Facet.KEY_NETWORK))
                .sorted(Comparator.<ManagerBelief>comparingInt(
                                manager -> used.contains(manager.settings().id()) ? 0 : 1)
                        .thenComparing(manager -> manager.settings().id()))
                .toList();
        List<Result> tried = new ArrayList<>();
        for (ManagerBelief manager : managers) {
            if (manager.topology().filter(known -> holds(known, from, to)).isPresent()) {
                tried.add(within(manager, wish, new Search(new QkdNames(inventory), taken)));
                if (tried.getLast().path().isPresent()) {
                    return tried.getLast();
                }
            }
        }
        return tried.isEmpty() ? nobody(managers, inventory, wish) : tried.getFirst();
    }

    private static boolean holds(QkdTopology topology, UUID from, UUID to) {
        return topology.nodes().contains(from) && topology.nodes().contains(to);
    }

    /** What a search rests on beside the network. */
    private record Search(QkdNames names, Taken taken) {}

    private static Result nobody(List<ManagerBelief> managers, Inventory inventory, Wish wish) {
        List<Trouble> troubles = new ArrayList<>();
        Stream<ManagerBelief> silent =
                managers.stream().filter(manager -> manager.topology().isEmpty());
        Stream.concat(silent, inventory.unservedManagers()).map(Absence::of).forEach(troubles::add);
        if (troubles.isEmpty()) {
            QkdNames names = new QkdNames(inventory);
            String text =
                    "no QKD network holds both node " + names.of(wish.from()) + " and node " + names.of(wish.to());
            troubles.add(new Trouble(ReasonCode.NO_KEY_PATH, "", text));
        }
        return new Result(Optional.empty(), troubles);
    }

    private static Result within(ManagerBelief manager, Wish wish, Search search) {
        KeyRates rates = wish.limits().keyLink().rates(wish.life());
        Optional<Long> bound = manager.settings().mostKeyLinkRate();
        if (bound.filter(most -> most < rates.least()).isPresent()) {
            String id = manager.settings().id().value();
            String text = "manager " + id + " lets a key link make " + bound.get() + " bit/s (most-key-link-rate), "
                    + rates.least() + " needed";
            return new Result(Optional.empty(), List.of(new Trouble(ReasonCode.KEY_RATE_INSUFFICIENT, id, text)));
        }
        return search(manager, wish, bound.map(rates::within).orElse(rates), search);
    }

    private static Result search(ManagerBelief manager, Wish wish, KeyRates rates, Search search) {
        QkdTopology topology = manager.topology().orElseThrow();
        ManagerId network = manager.settings().id();
        LinkFitness fitness =
                new LinkFitness(wish.association(), network, topology, search.taken(), search.names(), rates.least());
        Map<QkdTopology.Link, LinkRoom> usable = new LinkedHashMap<>();
        List<Trouble> troubles = new ArrayList<>();
        for (QkdTopology.Link link : topology.links()) {
            fitness.trouble(link).ifPresentOrElse(troubles::add, () -> usable.put(link, fitness.room(link)));
        }
        Optional<List<UUID>> hops = kept(network, wish, usable, search.taken())
                .or(() -> new WidestKeyPath(topology.nodes(), usable).between(wish.from(), wish.to()));
        return hops.map(found -> limited(network, found, wish.limits().trustedNodes(), rates))
                .orElseGet(() -> unjoined(wish, search.names(), troubles));
    }

    /** The path that the leg has, or had before that, if it is of use. */
    private static Optional<List<UUID>> kept(
            ManagerId network, Wish wish, Map<QkdTopology.Link, LinkRoom> usable, Taken taken) {
        return taken.of(wish.association(), network).stream()
                .map(Booking.KeyRate::path)
                .filter(path -> path.getFirst().equals(wish.from())
                        && path.getLast().equals(wish.to())
                        && path.size() - 2 <= wish.limits().trustedNodes())
                .filter(path -> IntStream.range(0, path.size() - 1)
                        .allMatch(at ->
                                usable.keySet().stream().anyMatch(link -> link.joins(path.get(at), path.get(at + 1)))))
                .findFirst();
    }

    /** Of many links some are told, and how many more there are. */
    private static Result unjoined(Wish wish, QkdNames names, List<Trouble> links) {
        int more = links.size() - MOST_LINKS_TOLD;
        String text = "no usable QKD links join " + names.of(wish.from()) + " and " + names.of(wish.to())
                + (more > 0 ? "; and " + more + " more links are of no use" : "");
        List<Trouble> troubles = new ArrayList<>(List.of(new Trouble(ReasonCode.NO_KEY_PATH, "", text)));
        links.stream().limit(MOST_LINKS_TOLD).forEach(troubles::add);
        return new Result(Optional.empty(), troubles);
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
    static Optional<Trouble> shortage(Booking.KeyRate wanted, Inventory inventory, Taken taken) {
        QkdTopology topology = inventory
                .manager(wanted.manager())
                .flatMap(ManagerBelief::topology)
                .orElseThrow();
        LinkFitness fitness = new LinkFitness(
                wanted.association(), wanted.manager(), topology, taken, new QkdNames(inventory), wanted.rate());
        return IntStream.range(0, wanted.path().size() - 1)
                .mapToObj(at -> topology.links().stream()
                        .filter(link ->
                                link.joins(wanted.path().get(at), wanted.path().get(at + 1)))
                        .map(fitness::lacking)
                        .toList())
                .filter(parallel -> parallel.stream().allMatch(Optional::isPresent))
                .flatMap(parallel -> parallel.stream().flatMap(Optional::stream))
                .findFirst();
    }
}
