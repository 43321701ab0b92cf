package org.openmfs.controller.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.openmfs.controller.model.ServiceId;

/**
 * Everything that planning may rest on, at one moment; never changes. Another one with something else in it costs what is
 * changed, and tells what that is.
 */
public final class Inventory {
    public static final Inventory EMPTY = new Inventory(
            new Parts(Trie.empty(), Trie.empty(), Trie.empty(), Trie.empty(), Trie.empty()), Index.EMPTY, List.of());

    private final Parts parts;
    private final Index index;
    private final List<Change> changes;

    private record Parts(
            Trie<MethodId, Method> methods,
            Trie<ClassId, ProtectionClass> classes,
            Trie<NetworkId, Network> networks,
            Trie<DeviceId, DeviceBelief> devices,
            Trie<ManagerId, ManagerBelief> managers) {}

    private Inventory(Parts parts, Index index, List<Change> changes) {
        this.parts = parts;
        this.index = index;
        this.changes = changes;
    }

    public Map<MethodId, Method> methods() {
        return parts.methods;
    }

    public Map<ClassId, ProtectionClass> classes() {
        return parts.classes;
    }

    public Map<NetworkId, Network> networks() {
        return parts.networks;
    }

    public Map<DeviceId, DeviceBelief> devices() {
        return parts.devices;
    }

    public Map<ManagerId, ManagerBelief> managers() {
        return parts.managers;
    }

    /** In what it differs from the one that was settled last, in order; a thing that was changed twice is there twice. */
    public List<Change> changes() {
        return changes;
    }

    /** The same, in which nothing is different any more. */
    Inventory settled() {
        return changes.isEmpty() ? this : new Inventory(parts, index, List.of());
    }

    /** Where an endpoint stands; empty when no network holds it. */
    public Optional<EndpointPlace> endpoint(EndpointId id) {
        return index.endpoint(id);
    }

    /** Endpoints one of whose encryption points gets its keys at this device. */
    public Set<EndpointId> endpointsAt(DeviceId device) {
        return index.endpointsAt(device);
    }

    public Optional<DeviceBelief> device(DeviceId id) {
        return parts.devices.find(id);
    }

    public Optional<ManagerBelief> manager(ManagerId id) {
        return parts.managers.find(id);
    }

    /** Those of a kind that no plugin serves, in the order of their names. */
    public Stream<ManagerBelief> unservedManagers() {
        return parts.managers.values().stream()
                .filter(ManagerBelief::isUnserved)
                .sorted(Comparator.comparing(manager -> manager.settings().id()));
    }

    /**
     * Where the association is configured, by what devices told last, in the order of their names; one that is giving it up
     * has it no more.
     */
    public Map<DeviceId, AssociationStatus> holders(AssociationId association) {
        return index.holders(association);
    }

    /** Associations of a service's legs, by their names, that some device holds. */
    public Set<AssociationId> associationsOf(ServiceId service) {
        return index.associationsOf(service);
    }

    /** Devices that hold an association of one of the service's legs. */
    public Set<DeviceId> holders(ServiceId service) {
        return associationsOf(service).stream()
                .flatMap(association -> holders(association).keySet().stream())
                .collect(Collectors.toSet());
    }

    public Inventory withMethod(MethodId id, Optional<Method> method) {
        Trie<MethodId, Method> next = parts.methods.with(id, method);
        return with(
                new Parts(next, parts.classes, parts.networks, parts.devices, parts.managers),
                new Change.OfMethod(id, parts.methods.find(id), method));
    }

    public Inventory withClass(ClassId id, Optional<ProtectionClass> protectionClass) {
        Trie<ClassId, ProtectionClass> next = parts.classes.with(id, protectionClass);
        return with(
                new Parts(parts.methods, next, parts.networks, parts.devices, parts.managers),
                new Change.OfClass(id, parts.classes.find(id), protectionClass));
    }

    public Inventory withNetwork(NetworkId id, Optional<Network> network) {
        Trie<NetworkId, Network> next = parts.networks.with(id, network);
        return with(
                new Parts(parts.methods, parts.classes, next, parts.devices, parts.managers),
                new Change.OfNetwork(id, parts.networks.find(id), network));
    }

    public Inventory withDevice(DeviceId id, Optional<DeviceBelief> device) {
        Trie<DeviceId, DeviceBelief> next = parts.devices.with(id, device);
        return with(
                new Parts(parts.methods, parts.classes, parts.networks, next, parts.managers),
                new Change.OfDevice(id, parts.devices.find(id), device));
    }

    public Inventory withManager(ManagerId id, Optional<ManagerBelief> manager) {
        Trie<ManagerId, ManagerBelief> next = parts.managers.with(id, manager);
        return with(
                new Parts(parts.methods, parts.classes, parts.networks, parts.devices, next),
                new Change.OfManagedNetwork(id, parts.managers.find(id), manager));
    }

    private Inventory with(Parts next, Change change) {
        if (isNone(change)) {
            return this;
        }
        List<Change> more = new ArrayList<>(changes);
        more.add(change);
        return new Inventory(next, index.after(change, next.networks.values()), List.copyOf(more));
    }

    private static boolean isNone(Change change) {
        return switch (change) {
            case Change.OfDevice device -> Objects.equals(device.before(), device.now());
            case Change.OfManagedNetwork manager -> Objects.equals(manager.before(), manager.now());
            case Change.OfNetwork network -> Objects.equals(network.before(), network.now());
            case Change.OfClass protectionClass -> Objects.equals(protectionClass.before(), protectionClass.now());
            case Change.OfMethod method -> Objects.equals(method.before(), method.now());
        };
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
}
