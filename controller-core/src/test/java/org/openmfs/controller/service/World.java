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
import org.openmfs.controller.api.ServiceListener;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.NetworkId;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.SuiteId;
import org.openmfs.controller.spi.InMemoryDevices;
import org.openmfs.controller.spi.InMemoryOpticalNetworks;
import org.openmfs.controller.spi.InMemoryQkdNetworks;
import org.openmfs.controller.spi.InMemoryQkdSite;
import org.openmfs.controller.spi.InMemorySite;

/** A small world in one thread and virtual time: two sites, one QKD network with a trusted node between them. */
final class World implements ServiceListener {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
    private Instant now = Instant.parse("2026-11-23T00:00:00Z");

    final LiveInventory inventory = new LiveInventory(tasks::add, () -> now);
    final InMemorySite alice;
    final InMemorySite bob;
    final InMemoryQkdSite qkdn;
    private final InMemoryDevices devices;
    private final InMemoryQkdNetworks qkd;
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

    World() {
        this(
                site(Furniture.ALICE),
                site(Furniture.BOB),
                new InMemoryQkdSite(Furniture.manager(Furniture.QKDN, ManagedNetwork.Kind.QKDN_015), Furniture.NODES));
    }

    private World(InMemorySite alice, InMemorySite bob, InMemoryQkdSite qkdn) {
        this.alice = alice;
        this.bob = bob;
        this.qkdn = qkdn;
        devices = new InMemoryDevices(inventory).with(alice).with(bob);
        qkd = new InMemoryQkdNetworks(inventory).with(qkdn);
        services = new Services(new Surroundings(
                planner,
                new Provisioner(devices, qkd, new InMemoryOpticalNetworks(inventory)),
                inventory,
                () -> tasks::add,
                tasks::add,
                (delay, task) -> alarms.add(new Alarm(now.plus(delay), task)),
                () -> now));
        services.listen(this);
    }

    /** Everything configured and connected; the QKD link state can be changed afterwards. */
    World furnished() {
        inventory.change(known -> known.withClass(new ClassId("gold"), Optional.of(Furniture.gold())));
        inventory.change(known -> known.withNetwork(new NetworkId("site"), Optional.of(Furniture.network())));
        inventory.configured(
                Furniture.QKDN, Optional.of(Furniture.manager(Furniture.QKDN, ManagedNetwork.Kind.QKDN_015)));
        List.of(Furniture.ALICE, Furniture.BOB).forEach(this::connect);
        qkd.connect(Furniture.manager(Furniture.QKDN, ManagedNetwork.Kind.QKDN_015));
        services.loaded();
        return settle();
    }

    /** Devices and networks as they are, under a controller that knows nothing of services. */
    World restarted() {
        return new World(alice, bob, qkdn).furnished();
    }

    private void connect(DeviceId id) {
        inventory.configured(id, Optional.of(Furniture.device(id)));
        devices.onboard(Furniture.device(id));
    }

    void secured(String key) {
        report(AssociationStatus.Phase.SECURED, key);
    }

    void report(AssociationStatus.Phase phase, String key) {
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
        inventory.associationChanged(Furniture.ALICE, status);
        inventory.associationChanged(Furniture.BOB, status);
    }

    void ask(Optional<Intent> intent) {
        services.intentChanged(Furniture.BLUE, intent);
    }

    ServiceState blue() {
        return last.get(Furniture.BLUE);
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

    World settle() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        return this;
    }

    World pass(Duration time) {
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

    private static InMemorySite site(DeviceId id) {
        return new InMemorySite(Furniture.device(id), Furniture.capabilities(id));
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
