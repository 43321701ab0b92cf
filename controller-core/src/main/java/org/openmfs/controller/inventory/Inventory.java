package org.openmfs.controller.inventory;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.NetworkId;
import org.openmfs.controller.model.ProtectionClass;

/** Everything that planning may rest on, at one moment; never changes. */
public record Inventory(
        Map<MethodId, Method> methods,
        Map<ClassId, ProtectionClass> classes,
        Map<NetworkId, Network> networks,
        Map<DeviceId, DeviceBelief> devices,
        Map<ManagerId, ManagerBelief> managers) {
    public static final Inventory EMPTY = new Inventory(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    public Inventory {
        methods = Map.copyOf(methods);
        classes = Map.copyOf(classes);
        networks = Map.copyOf(networks);
        devices = Map.copyOf(devices);
        managers = Map.copyOf(managers);
    }

    /** Where an endpoint stands; empty when no network holds it. */
    public Optional<EndpointPlace> endpoint(EndpointId id) {
        for (Network network : networks.values()) {
            for (Network.Node node : network.nodes()) {
                for (Network.Endpoint endpoint : node.endpoints()) {
                    if (endpoint.id().equals(id)) {
                        return Optional.of(new EndpointPlace(network, node, endpoint));
                    }
                }
            }
        }
        return Optional.empty();
    }

    public Optional<DeviceBelief> device(DeviceId id) {
        return Optional.ofNullable(devices.get(id));
    }

    public Optional<ManagerBelief> manager(ManagerId id) {
        return Optional.ofNullable(managers.get(id));
    }

    /** Where the association is configured, by what devices told last; one that is giving it up has it no more. */
    public Map<DeviceId, AssociationStatus> holders(AssociationId association) {
        Map<DeviceId, AssociationStatus> holders = new TreeMap<>();
        devices.forEach(
                (id, device) -> Optional.ofNullable(device.associations().get(association))
                        .filter(status -> status.phase() != AssociationStatus.Phase.WITHDRAWING)
                        .ifPresent(status -> holders.put(id, status)));
        return holders;
    }

    public Inventory withMethod(MethodId id, Optional<Method> method) {
        return new Inventory(with(methods, id, method), classes, networks, devices, managers);
    }

    public Inventory withClass(ClassId id, Optional<ProtectionClass> protectionClass) {
        return new Inventory(methods, with(classes, id, protectionClass), networks, devices, managers);
    }

    public Inventory withNetwork(NetworkId id, Optional<Network> network) {
        return new Inventory(methods, classes, with(networks, id, network), devices, managers);
    }

    public Inventory withDevice(DeviceId id, Optional<DeviceBelief> device) {
        return new Inventory(methods, classes, networks, with(devices, id, device), managers);
    }

    public Inventory withManager(ManagerId id, Optional<ManagerBelief> manager) {
        return new Inventory(methods, classes, networks, devices, with(managers, id, manager));
    }

    /** Changes what is believed of a device; a device that is not onboarded stays unknown. */
    public Inventory changed(DeviceId id, UnaryOperator<DeviceBelief> change) {
        return device(id)
                .map(belief -> withDevice(id, Optional.of(change.apply(belief))))
                .orElse(this);
    }

    /** Changes what is believed of a manager; one that is not configured stays unknown. */
    public Inventory changed(ManagerId id, UnaryOperator<ManagerBelief> change) {
        return manager(id)
                .map(belief -> withManager(id, Optional.of(change.apply(belief))))
                .orElse(this);
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, K key, Optional<V> value) {
        Map<K, V> next = new HashMap<>(map);
        value.ifPresentOrElse(present -> next.put(key, present), () -> next.remove(key));
        return next;
    }
}
