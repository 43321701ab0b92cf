package org.openmfs.controller.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.network.topology.rev180226.networks.network.Link;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.network.topology.rev180226.networks.network.link.Destination;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.network.topology.rev180226.networks.network.link.Source;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Link1;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Network1;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.NetworkTypes1;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Node1;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.devices.Device.AdminState;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.networks.network.node.Cf;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.networks.network.node.EncryptionPoint;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.networks.network.node.Endpoint;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.networks.network.node.endpoint.NearEndpoint;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.Underlay;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.BearerToken;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.IdentityName;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.NetworkId;
import org.openmfs.controller.model.NodeId;
import org.openmfs.controller.model.manager.ManagerAddress;

/** Devices, managers and networks as configured, made model records. */
final class ConfiguredWorld {
    private static final int LOWEST_COST = 1;

    private ConfiguredWorld() {}

    static Device device(org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.devices.Device node) {
        return new Device(
                new DeviceId(node.requireId().getValue()),
                node.requireHost().stringValue(),
                node.requirePort().getValue().toJava(),
                node.requireHostKey(),
                credential(node).orElse(new Credential("", "")),
                node.getAdminState() == AdminState.Locked);
    }

    static ManagedNetwork manager(
            org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.managers.Manager node) {
        return new ManagedNetwork(
                new ManagerId(node.requireId().getValue()),
                new ManagerKind(node.requireKind().getValue()),
                node.requireAddress().stream()
                        .map(uri -> ManagerAddress.parse(uri.getValue()))
                        .toList(),
                Optional.ofNullable(node.getCertificateAuthority()),
                access(node),
                Optional.ofNullable(node.getMostKeyLinkRate()).map(Uint64::longValue));
    }

    /** Where there are user and password, a token is not read: such an entry is not let in. */
    private static Access access(
            org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.managers.Manager node) {
        Optional<Access.Login> password = credential(node).map(Access.Login.Basic::new);
        Optional<Access.Login> token =
                Optional.ofNullable(node.getBearerToken()).map(text -> new Access.Login.Bearer(new BearerToken(text)));
        return new Access(
                password.or(() -> token).orElseGet(Access.Login.None::new),
                Optional.ofNullable(node.getClientIdentity()).map(name -> new IdentityName(name.getValue())));
    }

    private static Optional<Credential> credential(
            org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Credential node) {
        return node.getUser() == null || node.getPassword() == null
                ? Optional.empty()
                : Optional.of(new Credential(node.getUser(), node.getPassword()));
    }

    /** Empty for a network that is not marked as one of ours. */
    static Optional<Network> network(
            org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.network.rev180226.networks.Network node) {
        if (!isOurs(node)) {
            return Optional.empty();
        }
        Optional<Network1> ours = Optional.ofNullable(node.augmentation(Network1.class));
        var links = node.augmentation(
                org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.network.topology.rev180226.Network1
                        .class);
        return Optional.of(new Network(
                new NetworkId(node.requireNetworkId().getValue()),
                underlay(ours.map(Network1::getUnderlay).orElse(Underlay.Ip)),
                ours.map(Network1::getManager).map(id -> new ManagerId(id.getValue())),
                values(node.getNode()).stream().map(ConfiguredWorld::node).toList(),
                links == null
                        ? List.of()
                        : values(links.getLink()).stream()
                                .flatMap(link -> link(link).stream())
                                .toList()));
    }

    /** Whether its network-types mark it as one of ours: the condition of everything that we add to a network. */
    static boolean isOurs(
            org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.network.rev180226.networks.Network node) {
        return Optional.ofNullable(node.getNetworkTypes())
                .map(types -> types.augmentation(NetworkTypes1.class))
                .map(NetworkTypes1::getMfsNetwork)
                .isPresent();
    }

    private static Network.Underlay underlay(Underlay node) {
        return switch (node) {
            case Apn -> Network.Underlay.APN;
            case Qkd -> Network.Underlay.QKD;
            case Ip -> Network.Underlay.IP;
        };
    }

    private static Network.Node node(
            org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.network.rev180226.networks.network.Node
                    node) {
        NodeId id = new NodeId(node.requireNodeId().getValue());
        Node1 ours = node.augmentation(Node1.class);
        if (ours == null) {
            return new Network.Node(id, List.of(), List.of(), List.of());
        }
        return new Network.Node(
                id,
                values(ours.getCf()).stream().map(ConfiguredWorld::cf).toList(),
                values(ours.getEncryptionPoint()).stream()
                        .map(ConfiguredWorld::encryptionPoint)
                        .toList(),
                values(ours.getEndpoint()).stream()
                        .map(ConfiguredWorld::endpoint)
                        .toList());
    }

    private static Network.Cf cf(Cf node) {
        return new Network.Cf(
                new CfId(node.requireId().getValue()),
                Optional.ofNullable(node.getDevice()).map(id -> new DeviceId(id.getValue())),
                Optional.ofNullable(node.getQkdNode()).map(uuid -> UUID.fromString(uuid.getValue())),
                Optional.ofNullable(node.getSaeId()));
    }

    private static Network.EncryptionPoint encryptionPoint(EncryptionPoint node) {
        return new Network.EncryptionPoint(
                node.requireId().getValue(),
                node.requireKind().getValue(),
                new CfId(node.requireCf().getValue()),
                new EncDecName(node.requireEncDec().getValue()),
                Optional.ofNullable(node.getOffload()).map(ConfiguredWorld::offload),
                Optional.ofNullable(node.getServiceInterfacePoint()).map(uuid -> UUID.fromString(uuid.getValue())));
    }

    private static Network.Offload offload(EncryptionPoint.Offload node) {
        return switch (node) {
            case Coprocessor -> Network.Offload.COPROCESSOR;
            case Terminating -> Network.Offload.TERMINATING;
        };
    }

    private static Network.Endpoint endpoint(Endpoint node) {
        List<String> points =
                new ArrayList<>(List.of(node.requireEncryptionPoint().getValue()));
        Optional.ofNullable(node.getAlternativeEncryptionPoint())
                .ifPresent(others -> others.forEach(other -> points.add(other.getValue())));
        return new Network.Endpoint(
                new EndpointId(node.requireId().getValue()),
                points,
                Optional.ofNullable(node.getNearEndpoint()).map(ConfiguredWorld::near));
    }

    private static Network.NearEndpoint near(NearEndpoint node) {
        return new Network.NearEndpoint(
                node.requireOwner(),
                node.requireThirdParty(),
                node.requireExecutionEnvironment().getName());
    }

    /** Empty while one of its ends is not configured. */
    private static Optional<Network.Link> link(Link node) {
        Source source = node.getSource();
        Destination destination = node.getDestination();
        if (source == null
                || source.getSourceNode() == null
                || destination == null
                || destination.getDestNode() == null) {
            return Optional.empty();
        }
        Link1 ours = node.augmentation(Link1.class);
        return Optional.of(new Network.Link(
                node.requireLinkId().getValue(),
                new NodeId(source.getSourceNode().getValue()),
                new NodeId(destination.getDestNode().getValue()),
                ours == null || ours.getCost() == null
                        ? LOWEST_COST
                        : ours.getCost().intValue(),
                ours == null || ours.getRiskGroup() == null
                        ? Set.of()
                        : ours.getRiskGroup().stream()
                                .map(group -> group.getValue())
                                .collect(Collectors.toSet())));
    }

    private static <T> Collection<T> values(Map<?, T> map) {
        return map == null ? List.of() : map.values();
    }
}
