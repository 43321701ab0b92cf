package org.openmfs.controller.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Facet;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.NodeId;
import org.openmfs.controller.model.OpticalPathStatus;
import org.openmfs.controller.model.PlannedPath;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Trouble;
import org.openmfs.controller.spi.RouteComputation;

/** Where encrypted traffic goes: an optical path where both ends have a port towards an APN, else a route. */
final class DataPaths {
    private final RouteComputation routes;

    DataPaths(RouteComputation routes) {
        this.routes = routes;
    }

    /** The path, or what stands in its way; neither where the network between the ends is not modelled. */
    record Result(Optional<PlannedPath> path, List<Trouble> troubles) {}

    Result between(AssociationId association, Sides.Side a, Sides.Side z, Inventory inventory) {
        NodeId from = a.place().node().id();
        NodeId to = z.place().node().id();
        if (a.point().port().isPresent() && z.point().port().isPresent()) {
            return unserved(a, inventory)
                    .orElseGet(() -> optical(manager(association, a, inventory), from, to, inventory));
        }
        Network network = a.place().network();
        if (!network.equals(z.place().network()) || network.links().isEmpty()) {
            return new Result(Optional.empty(), List.of());
        }
        return routes.route(network, from, to)
                .map(route -> found(network.underlay(), Optional.empty(), names(route.nodes()), route.cost()))
                .orElseGet(() -> none("no links of network " + network.id() + " join " + from + " and " + to));
    }

    /** The network's own manager is of a kind that no plugin serves. */
    private static Optional<Result> unserved(Sides.Side a, Inventory inventory) {
        return a.place()
                .network()
                .manager()
                .flatMap(inventory::manager)
                .filter(ManagerBelief::isUnserved)
                .map(DataPaths::absent);
    }

    private static Result absent(ManagerBelief manager) {
        return new Result(Optional.empty(), List.of(Absence.of(manager)));
    }

    /** The network's own, or the one that has the leg's path already, or the first. */
    private static Optional<ManagerId> manager(AssociationId association, Sides.Side a, Inventory inventory) {
        Optional<ManagerId> own = a.place().network().manager();
        return inventory.managers().values().stream()
                .filter(manager -> manager.offers(Facet.LIGHT_PATHS))
                .min(Comparator.<ManagerBelief>comparingInt(manager ->
                                own.filter(manager.settings().id()::equals).isPresent() ? 0 : 1)
                        .thenComparing(manager -> has(manager, association) ? 0 : 1)
                        .thenComparing(manager -> manager.settings().id()))
                .map(manager -> manager.settings().id());
    }

    private static boolean has(ManagerBelief manager, AssociationId association) {
        OpticalPathStatus path = manager.paths().get(association);
        return path != null && path.state() != LightPathState.MISSING;
    }

    private static Result optical(Optional<ManagerId> manager, NodeId from, NodeId to, Inventory inventory) {
        return manager.isPresent()
                ? found(Network.Underlay.APN, manager, names(List.of(from, to)), 1)
                : inventory
                        .unservedManagers()
                        .findFirst()
                        .map(DataPaths::absent)
                        .orElseGet(() -> none("both ends have a port towards an APN, but no APN-C is configured"));
    }

    private static List<String> names(List<NodeId> nodes) {
        return nodes.stream().map(NodeId::value).toList();
    }

    private static Result found(Network.Underlay underlay, Optional<ManagerId> manager, List<String> nodes, int cost) {
        PlannedPath path = new PlannedPath(
                "data", PlannedPath.Purpose.ENCRYPTION, underlay, manager, nodes, cost, 0, Optional.empty());
        return new Result(Optional.of(path), List.of());
    }

    private static Result none(String text) {
        return new Result(Optional.empty(), List.of(new Trouble(ReasonCode.NO_DATA_PATH, "", text)));
    }
}
