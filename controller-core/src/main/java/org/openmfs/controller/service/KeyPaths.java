package org.openmfs.controller.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.model.KeyLife;
import org.openmfs.controller.model.KeyRates;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.PlannedPath;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Trouble;
import org.openmfs.controller.path.CheapestPath;
import org.openmfs.controller.path.Graph;

/** Where a QKD key can be relayed between two CFs: the fewest hops over links that work and make enough key. */
final class KeyPaths {
    /** The path, or what stands in its way. */
    record Result(Optional<PlannedPath> path, List<Trouble> troubles) {}

    Result between(Network.Cf a, Network.Cf z, ProtectionClass limits, KeyLife life, Inventory inventory) {
        UUID from = a.qkdNode().orElseThrow();
        UUID to = z.qkdNode().orElseThrow();
        List<ManagerBelief> managers = inventory.managers().values().stream()
                .filter(manager -> manager.settings().kind() == ManagedNetwork.Kind.QKDN_015)
                .sorted(Comparator.comparing(manager -> manager.settings().id()))
                .toList();
        Optional<ManagerBelief> manager = managers.stream()
                .filter(known -> known.topology().stream()
                        .anyMatch(topology -> topology.nodes().contains(from)
                                && topology.nodes().contains(to)))
                .findFirst();
        if (manager.isEmpty()) {
            return nobody(managers, from, to);
        }
        KeyRates rates = limits.keyLink().rates(life);
        Optional<Long> bound = manager.get().settings().mostKeyLinkRate();
        if (bound.filter(most -> most < rates.least()).isPresent()) {
            return tooMuch(manager.get(), bound.get(), rates.least());
        }
        return search(
                manager.get(),
                from,
                to,
                limits.trustedNodes(),
                bound.map(rates::within).orElse(rates));
    }

    private static Result tooMuch(ManagerBelief manager, long most, long needed) {
        String id = manager.settings().id().value();
        String text = "manager " + id + " lets a key link make " + most + " bit/s (most-key-link-rate), " + needed
                + " needed";
        return new Result(Optional.empty(), List.of(new Trouble(ReasonCode.KEY_RATE_INSUFFICIENT, id, text)));
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

    private static Result search(ManagerBelief manager, UUID from, UUID to, int trusted, KeyRates rates) {
        QkdTopology topology = manager.topology().orElseThrow();
        List<UUID> nodes = topology.nodes().stream().sorted().toList();
        Map<UUID, Integer> vertex = new HashMap<>();
        nodes.forEach(node -> vertex.put(node, vertex.size()));
        List<Graph.Arc> arcs = new ArrayList<>();
        List<Trouble> troubles = new ArrayList<>();
        for (QkdTopology.Link link : topology.links()) {
            Optional<Trouble> trouble = trouble(link, rates.least());
            trouble.ifPresent(troubles::add);
            if (trouble.isEmpty() && vertex.containsKey(link.a()) && vertex.containsKey(link.z())) {
                arcs.add(new Graph.Arc(vertex.get(link.a()), vertex.get(link.z()), 1));
                arcs.add(new Graph.Arc(vertex.get(link.z()), vertex.get(link.a()), 1));
            }
        }
        Optional<CheapestPath.Found> found =
                CheapestPath.between(new Graph(nodes.size(), arcs), vertex.get(from), vertex.get(to));
        if (found.isEmpty()) {
            troubles.addFirst(
                    new Trouble(ReasonCode.NO_KEY_PATH, "", "no usable QKD links join " + from + " and " + to));
            return new Result(Optional.empty(), troubles);
        }
        List<String> hops = found.get().vertices().stream()
                .map(nodes::get)
                .map(UUID::toString)
                .toList();
        return limited(manager, hops, trusted, rates);
    }

    private static Result limited(ManagerBelief manager, List<String> hops, int trusted, KeyRates rates) {
        int between = Math.max(0, hops.size() - 2);
        if (between > trusted) {
            String text = "the shortest key path crosses " + between + " trusted nodes, the class allows " + trusted;
            return new Result(Optional.empty(), List.of(new Trouble(ReasonCode.NO_KEY_PATH, "", text)));
        }
        PlannedPath path = new PlannedPath(
                "key",
                PlannedPath.Purpose.KEY_EXCHANGE,
                Network.Underlay.QKD,
                Optional.of(manager.settings().id()),
                hops,
                hops.size() - 1,
                between,
                Optional.of(rates));
        return new Result(Optional.of(path), List.of());
    }

    private static Optional<Trouble> trouble(QkdTopology.Link link, long rate) {
        String id = link.id().toString();
        if (link.trouble().isPresent()) {
            return Optional.of(new Trouble(link.trouble().get(), id, "QKD link " + id + " is of no use now"));
        }
        if (link.rate() < rate) {
            String text = "QKD link " + id + " makes " + link.rate() + " bit/s, " + rate + " needed";
            return Optional.of(new Trouble(ReasonCode.KEY_RATE_INSUFFICIENT, id, text));
        }
        return Optional.empty();
    }
}
