package org.openmfs.controller.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.openmfs.controller.api.ServiceListener;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.SuiteId;
import org.openmfs.controller.spi.DeviceChange;

/**
 * A small world in one thread and virtual time: two sites, one QKD network with a trusted node between them, and a third
 * site at that node for services that move.
 */
final class StagedWorld implements ServiceListener {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Queue<Runnable> held = new ArrayDeque<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
    private Instant now = Instant.parse("2026-11-23T00:00:00Z");

    /** While it is, nothing that was begun on a remote side comes to an end. */
    boolean holding;
    /** While it is, what is told does not get into the inventory. */
    boolean late;

    final FakeSouthbound south = new FakeSouthbound();
    final LiveInventory inventory = new LiveInventory(task -> (late ? held : tasks).add(task), () -> now);
    final Planner planner = new Planner(new BuiltInRoutes());
    final Services services;
    final List<ServiceState> told = new ArrayList<>();
    final Map<ServiceId, ServiceState> last = new HashMap<>();
    final Set<ServiceId> gone = new java.util.HashSet<>();

    private record Alarm(Instant due, Runnable task) implements Comparable<Alarm> {
        @Override
        public int compareTo(Alarm other) {
            return due.compareTo(other.due);
        }
    }

    StagedWorld() {
        services = new Services(new Surroundings(
                planner,
                new Provisioner(south, south, south),
                inventory,
                () -> tasks::add,
                task -> (holding ? held : tasks).add(task),
                (delay, task) -> alarms.add(new Alarm(now.plus(delay), task)),
                () -> now));
        services.listen(this);
    }

    /** Everything configured and connected; the QKD link state can be changed afterwards. */
    StagedWorld furnished() {
        configured();
        List.of(Furniture.ALICE, Furniture.BOB).forEach(this::connect);
        meet(Furniture.QKDN, ManagedNetwork.Kind.QKDN_015);
        links(Optional.empty());
        services.loaded();
        return settle();
    }

    void configured() {
        inventory.change(known -> known.withClass(new ClassId("gold"), Optional.of(Furniture.gold())));
        joined(false);
        inventory.configured(
                Furniture.QKDN, Optional.of(Furniture.manager(Furniture.QKDN, ManagedNetwork.Kind.QKDN_015)));
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
        inventory.connectionChanged(id, Connection.connected(now));
    }

    void lose(DeviceId id) {
        inventory.connectionChanged(id, away(ReasonCode.DEVICE_UNREACHABLE));
    }

    void meet(ManagerId id, ManagedNetwork.Kind kind) {
        inventory.configured(id, Optional.of(Furniture.manager(id, kind)));
        inventory.connectionChanged(id, Connection.connected(now));
    }

    void lose(ManagerId id) {
        inventory.connectionChanged(id, away(ReasonCode.MANAGER_UNREACHABLE));
    }

    private Connection away(ReasonCode reason) {
        return new Connection(Connection.State.CONNECTING, Optional.of(reason), "", now);
    }

    void release() {
        holding = false;
        late = false;
        tasks.addAll(held);
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
        inventory.topology(Furniture.QKDN, new QkdTopology(Set.copyOf(Furniture.NODES), links));
    }

    void secured(String key) {
        report(AssociationStatus.Phase.SECURED, key);
    }

    void report(AssociationStatus.Phase phase, String key) {
        report(Furniture.ALICE, phase, key);
        report(Furniture.BOB, phase, key);
    }

    void report(DeviceId device, AssociationStatus.Phase phase, String key) {
        AssociationStatus status = new AssociationStatus(
                Furniture.ASSOCIATION,
                phase,
                Optional.of(new SuiteId("ml-kem-1024+qkd-014")),
                Optional.of(new KeyId(key.repeat(32))),
                3,
                1,
                Optional.of(now),
                Optional.of(now.plusSeconds(60)),
                List.of());
        inventory.associationChanged(device, status);
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
        List<Phase> seen = new ArrayList<>();
        told.stream().map(ServiceState::phase).forEach(phase -> {
            if (seen.isEmpty() || seen.getLast() != phase) {
                seen.add(phase);
            }
        });
        return seen;
    }

    StagedWorld settle() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        return this;
    }

    StagedWorld pass(Duration time) {
        Instant end = now.plus(time);
        settle();
        while (!alarms.isEmpty() && !alarms.peek().due().isAfter(end)) {
            Alarm alarm = alarms.poll();
            now = alarm.due();
            alarm.task().run();
            settle();
        }
        now = end;
        return this;
    }

    /** As a device may have it from an earlier run of the controller. */
    static DeviceChange.Association association() {
        return new DeviceChange.Association(
                Furniture.ASSOCIATION,
                new DeviceChange.Peer(new CfId("cf-alice"), "127.0.0.1", 9000, Optional.empty()),
                false,
                new EncDecName("macsec0"),
                List.of(),
                Furniture.gold().floor(),
                Furniture.gold().keyLife());
    }

    /** The same network, with ports of alice and bob towards an APN and the APN-C that joins them. */
    void wired() {
        joined(true);
        meet(Furniture.APNC, ManagedNetwork.Kind.APN_TAPI);
    }

    private void joined(boolean wired) {
        Network network = Furniture.network(List.of(
                Furniture.node("alice", 0, wired), Furniture.node("bob", 2, wired), Furniture.node("carol", 1, false)));
        inventory.change(known -> known.withNetwork(network.id(), Optional.of(network)));
    }

    @Override
    public void serviceChanged(ServiceState state) {
        told.add(state);
        last.put(state.service(), state);
    }

    @Override
    public void serviceGone(ServiceId service) {
        gone.add(service);
        last.remove(service);
    }
}
