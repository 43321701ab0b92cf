package org.openmfs.controller.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.Facet;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.model.KeyRates;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.OpticalPathStatus;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.plan.BuiltInRoutes;
import org.openmfs.controller.plan.Planner;
import org.openmfs.controller.spi.OfferedFacets;

/**
 * A small world in which the test says what devices and managers report, and when, so that it can look between two
 * reports; {@link World} has devices and networks of its own. At the trusted node stands a third site.
 */
final class StagedWorld {
    private final Clockwork time = new Clockwork();
    private final Audience heard = new Audience();
    private final Queue<Runnable> held = new ArrayDeque<>();

    /** While it is, nothing that was begun on a remote side comes to an end. */
    boolean holding;
    /** While it is, what is told does not get into the inventory. */
    boolean late;

    final FakeSouthbound south = new FakeSouthbound();
    final LiveInventory inventory = new LiveInventory(task -> (late ? held : time.tasks).add(task), time::now);
    final Planner planner = new Planner(new BuiltInRoutes());
    final Services services;
    final List<ServiceState> told = heard.told;
    final Map<ServiceId, ServiceState> last = heard.last;
    final Set<ServiceId> gone = heard.gone;

    StagedWorld() {
        services = new Services(new Surroundings(
                planner,
                new Provisioner(south, OfferedFacets.builtIn(south, south)),
                inventory,
                time::serial,
                task -> (holding ? held : time.tasks).add(task),
                time::after,
                time::now));
        services.listen(heard);
        south.telling = Optional.of(new ToldByManagers(inventory));
    }

    /** Everything configured and connected; the QKD link state can be changed afterwards. */
    StagedWorld furnished() {
        configured();
        List.of(Furniture.ALICE, Furniture.BOB).forEach(this::connect);
        meet(Furniture.QKDN, ManagerKind.QKDN_015);
        links(Optional.empty());
        services.loaded();
        return settle();
    }

    /** The same in this network, where one device says nothing. */
    StagedWorld furnishedBut(DeviceId silent, Network network) {
        configured();
        inventory.change(known -> known.withNetwork(network.id(), Optional.of(network)));
        List.of(Furniture.ALICE, Furniture.BOB).stream()
                .filter(device -> !device.equals(silent))
                .forEach(this::connect);
        meet(Furniture.QKDN, ManagerKind.QKDN_015);
        links(Optional.empty());
        services.loaded();
        return settle();
    }

    void configured() {
        inventory.change(known -> known.withClass(new ClassId("gold"), Optional.of(Furniture.gold())));
        joined(false);
        inventory.configured(
                Furniture.QKDN,
                Optional.of(Furniture.manager(Furniture.QKDN, ManagerKind.QKDN_015)),
                Set.of(Facet.KEY_NETWORK));
    }

    void connect(DeviceId id) {
        onboard(id);
        inventory.capabilities(id, Furniture.capabilities(id));
    }

    void known(DeviceId id) {
        inventory.configured(id, Optional.of(Furniture.device(id)));
    }

    /** There is a session with the device, which told nothing of itself yet. */
    void onboard(DeviceId id) {
        known(id);
        inventory.connectionChanged(id, Connection.connected(time.now()));
    }

    void lose(DeviceId id) {
        inventory.connectionChanged(id, away(ReasonCode.DEVICE_UNREACHABLE));
    }

    void meet(ManagerId id, ManagerKind kind) {
        ManagedNetwork manager = Furniture.manager(id, kind);
        inventory.configured(id, Optional.of(manager), OfferedFacets.BUILT_IN.offersOf(kind));
        inventory.connectionChanged(id, Connection.connected(time.now()));
    }

    void lose(ManagerId id) {
        inventory.connectionChanged(id, away(ReasonCode.MANAGER_UNREACHABLE));
    }

    private Connection away(ReasonCode reason) {
        return new Connection(Connection.State.CONNECTING, Optional.of(reason), "", time.now());
    }

    void release() {
        holding = false;
        late = false;
        time.tasks.addAll(held);
        held.clear();
    }

    void links(Optional<ReasonCode> trouble) {
        List<QkdTopology.Link> links = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            links.add(new QkdTopology.Link(
                    new UUID(1, i),
                    Furniture.NODES.get(i),
                    Furniture.NODES.get(i + 1),
                    10_000,
                    0,
                    Optional.of(0.01),
                    trouble));
        }
        inventory.topology(Furniture.QKDN, new QkdTopology(Set.copyOf(Furniture.NODES), links, List.of()));
    }

    /** What the QKD network says of the service's key link. */
    void keyLink(Optional<String> missing) {
        keyLink(256, missing);
    }

    /** The same of one that was cut to so many bit/s when it was written. */
    void keyLink(long most, Optional<String> missing) {
        inventory.keyLinks(
                Furniture.QKDN,
                Map.of(
                        Furniture.ASSOCIATION,
                        new KeyLinkState(Furniture.NODES, Furniture.SAES, new KeyRates(5, most), missing)));
    }

    /** What the APN-C says of the service's optical path. */
    void lightPath(LightPathState state) {
        OpticalPathStatus status = state == LightPathState.MISSING
                ? OpticalPathStatus.MISSING
                : new OpticalPathStatus(state, Furniture.PORTS, Optional.empty());
        inventory.opticalPaths(Furniture.APNC, Map.of(Furniture.ASSOCIATION, status));
    }

    /** The APN-C has no optical path of the service, and is to have none. */
    void noLightPath() {
        inventory.opticalPaths(Furniture.APNC, Map.of());
    }

    /** The device tells what it is configured with. */
    void configurations(DeviceId device) {
        inventory.configurations(
                device,
                List.copyOf(south.configured.getOrDefault(device, Map.of()).values()));
    }

    void secured(String key) {
        report(AssociationStatus.Phase.SECURED, key);
    }

    void report(AssociationStatus.Phase phase, String key) {
        report(Furniture.ALICE, phase, key);
        report(Furniture.BOB, phase, key);
    }

    void report(DeviceId device, AssociationStatus.Phase phase, String key) {
        AssociationStatus status = Furniture.status(phase, key, time.now());
        inventory.associationChanged(device, status);
    }

    /** The device's association goes on with its key, but something is amiss. */
    void complain(DeviceId device, ReasonCode code, String text) {
        AssociationStatus fine = Furniture.status(AssociationStatus.Phase.DEGRADED, "a", time.now());
        inventory.associationChanged(
                device,
                new AssociationStatus(
                        fine.id(),
                        fine.phase(),
                        fine.suite(),
                        fine.key(),
                        fine.stock(),
                        fine.rekeys(),
                        fine.lastRekey(),
                        fine.nextRekey(),
                        List.of(new Reason(code, fine.id().value(), text, time.now()))));
    }

    /** The device's association has no key and lets no traffic pass. */
    void blocked(DeviceId device, List<ReasonCode> reasons) {
        inventory.associationChanged(
                device,
                new AssociationStatus(
                        Furniture.ASSOCIATION,
                        AssociationStatus.Phase.BLOCKED,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        reasons.stream()
                                .map(code -> new Reason(code, "blue", "said of " + code.word(), time.now()))
                                .toList()));
    }

    void ask(Optional<Intent> intent) {
        services.intentChanged(Furniture.BLUE, intent);
    }

    ServiceState blue() {
        return last.get(Furniture.BLUE);
    }

    List<ReasonCode> codes() {
        return blue().reasons().stream().map(Reason::code).toList();
    }

    List<Phase> phases() {
        return heard.phases();
    }

    Instant now() {
        return time.now();
    }

    /** How many tasks ran so far. */
    int ran() {
        return time.ran();
    }

    StagedWorld settle() {
        time.settle();
        return this;
    }

    void clockSetBack(Duration span) {
        time.setBack(span);
    }

    StagedWorld pass(Duration span) {
        time.pass(span);
        return this;
    }

    /** As a device may have it from an earlier run of the controller. */
    static AssociationConfiguration association() {
        return new AssociationConfiguration(
                Furniture.ASSOCIATION,
                new AssociationConfiguration.Peer(new CfId("cf-alice"), "127.0.0.1", 9000, Optional.empty()),
                false,
                new EncDecName("macsec0"),
                List.of(),
                Furniture.gold().floor(),
                Furniture.gold().keyLife());
    }

    /** The same network, with ports of alice and bob towards an APN and the APN-C that joins them. */
    void wired() {
        joined(true);
        meet(Furniture.APNC, ManagerKind.APN_TAPI);
    }

    private void joined(boolean wired) {
        Network network = Furniture.network(List.of(
                Furniture.node("alice", 0, wired), Furniture.node("bob", 2, wired), Furniture.node("carol", 1, false)));
        inventory.change(known -> known.withNetwork(network.id(), Optional.of(network)));
    }
}
