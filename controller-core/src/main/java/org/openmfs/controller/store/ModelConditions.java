package org.openmfs.controller.store;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Uri;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.network.rev180226.networks.Network;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Link1;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Network1;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Node1;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.managers.Manager;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.policy.rev261129.protection.classes.ProtectionClass;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.KeyLife;
import org.openmfs.controller.api.ConfigurationCheck.Defect;
import org.openmfs.controller.model.manager.ManagerAddress;

/** The must and when statements of our models (RFC 7950, sections 7.5.3 and 7.21.5), which MD-SAL does not look at. */
final class ModelConditions {
    private ModelConditions() {}

    static String path(ProtectionClass node) {
        return "/mfs-policy:protection-classes/protection-class[id='"
                + node.requireId().getValue() + "']";
    }

    static String path(Network node) {
        return "/ietf-network:networks/network[network-id='"
                + node.requireNetworkId().getValue() + "']";
    }

    static List<Defect> broken(ProtectionClass node) {
        return maximumAge(node).stream().toList();
    }

    private static Optional<Defect> maximumAge(ProtectionClass node) {
        KeyLife life = node.nonnullKeyLife();
        long interval = life.requireRekeyInterval().toJava();
        return life.requireMaximumKeyAge().toJava() >= interval
                ? Optional.empty()
                : Optional.of(new Defect(
                        path(node) + "/key-life/maximum-key-age",
                        "maximum-key-age must not be below rekey-interval, which is " + interval + " here"));
    }

    static String path(Manager node) {
        return "/mfs-network:managers/manager[id='" + node.requireId().getValue() + "']";
    }

    static List<Defect> broken(Manager node) {
        return Stream.concat(unreadableAddresses(node), twoLogins(node)).toList();
    }

    private static Stream<Defect> twoLogins(Manager node) {
        boolean both = node.getBearerToken() != null && (node.getUser() != null || node.getPassword() != null);
        return both
                ? Stream.of(new Defect(
                        path(node) + "/bearer-token",
                        "bearer-token stands in the place of user and password, not beside them; take away what is not"
                                + " to stay"))
                : Stream.empty();
    }

    /** Where one is no URI at all, whatever is wrong with any: rules that need them all are not asked then. */
    private static Stream<Defect> unreadableAddresses(Manager node) {
        List<String> addresses =
                node.requireAddress().stream().map(Uri::getValue).toList();
        return addresses.stream().allMatch(ModelConditions::isUri)
                ? Stream.empty()
                : addresses.stream()
                        .flatMap(address -> ManagerAddress.problem(address).stream())
                        .map(problem -> new Defect(path(node) + "/address", problem));
    }

    private static boolean isUri(String text) {
        try {
            return ManagerAddress.parse(text).toString().equals(text);
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    /** What is ours in a network that is not marked as ours. */
    static List<Defect> broken(Network node) {
        if (ConfiguredWorld.isOurs(node)) {
            return List.of();
        }
        return Stream.of(ours(node), ofNodes(node), ofLinks(node))
                .flatMap(paths -> paths)
                .map(inside -> new Defect(
                        path(node) + inside, "only in a network whose network-types hold mfs-network:mfs-network"))
                .toList();
    }

    private static Stream<String> ours(Network node) {
        return Stream.ofNullable(node.augmentation(Network1.class))
                .map(more -> more.getUnderlay() == null ? "/mfs-network:manager" : "/mfs-network:underlay");
    }

    private static Stream<String> ofNodes(Network network) {
        return network.nonnullNode().values().stream()
                .flatMap(node -> Stream.ofNullable(node.augmentation(Node1.class))
                        .map(more -> "/node[node-id='" + node.requireNodeId().getValue() + "']/mfs-network:"
                                + firstOf(more)));
    }

    private static String firstOf(Node1 more) {
        if (!more.nonnullCf().isEmpty()) {
            return "cf";
        }
        return more.nonnullEncryptionPoint().isEmpty() ? "endpoint" : "encryption-point";
    }

    private static Stream<String> ofLinks(Network network) {
        return Stream.ofNullable(network.augmentation(
                        org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.network.topology.rev180226
                                .Network1.class))
                .flatMap(topology -> topology.nonnullLink().values().stream())
                .filter(link -> link.augmentation(Link1.class) != null)
                .map(link -> "/ietf-network-topology:link[link-id='"
                        + link.requireLinkId().getValue() + "']/mfs-network:"
                        + (link.augmentation(Link1.class).getRiskGroup() == null ? "cost" : "risk-group"));
    }
}
