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
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Family;
import org.openmfs.controller.model.Floor;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyLife;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.NetworkId;
import org.openmfs.controller.model.NodeId;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.SuiteId;
import org.openmfs.controller.spi.InMemoryDevices;
import org.openmfs.controller.spi.InMemoryOpticalNetworks;
import org.openmfs.controller.spi.InMemoryQkdNetworks;
import org.openmfs.controller.spi.InMemoryQkdSite;
import org.openmfs.controller.spi.InMemorySite;

/** A small world in one thread and virtual time: two sites, one QKD network with a trusted node between them. */
final class World implements ServiceListener {
    static final ServiceId BLUE = new ServiceId("blue");
    static final AssociationId ASSOCIATION = new AssociationId("blue");
    static final DeviceId ALICE = new DeviceId("alice");
    static final DeviceId BOB = new DeviceId("bob");
    static final ManagerId QKDN = new ManagerId("qkdn");
    static final List<UUID> NODES = List.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));

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
        this(site(ALICE), site(BOB), new InMemoryQkdSite(manager(), NODES));
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
        inventory.change(known -> known.withClass(new ClassId("gold"), Optional.of(gold())));
        inventory.change(known -> known.withNetwork(new NetworkId("site"), Optional.of(network())));
        inventory.configured(QKDN, Optional.of(manager()));
        List.of(ALICE, BOB).forEach(this::connect);
        qkd.connect(manager());
        services.loaded();
        return settle();
    }

    /** Devices and networks as they are, under a controller that knows nothing of services. */
    World restarted() {
        return new World(alice, bob, qkdn).furnished();
    }

    private void connect(DeviceId id) {
        inventory.configured(id, Optional.of(device(id)));
        devices.onboard(device(id));
    }

    void secured(String key) {
        report(AssociationStatus.Phase.SECURED, key);
    }

    void report(AssociationStatus.Phase phase, String key) {
        AssociationStatus status = new AssociationStatus(
                ASSOCIATION,
                phase,
                Optional.of(new SuiteId("ml-kem-1024+qkd-014")),
                Optional.of(new KeyId(key.repeat(32))),
                3,
                1,
                Optional.of(now),
                Optional.of(now.plusSeconds(60)),
                List.of());
        inventory.associationChanged(ALICE, status);
        inventory.associationChanged(BOB, status);
    }

    void ask(Optional<Intent> intent) {
        services.intentChanged(BLUE, intent);
    }

    static Intent intent() {
        return new Intent(
                BLUE,
                new EndpointId("ep-alice"),
                new EndpointId("ep-bob"),
                new ClassId("gold"),
                false,
                List.of(),
                Optional.empty());
    }

    ServiceState blue() {
        return last.get(BLUE);
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

    static ProtectionClass gold() {
        KeyLife life = new KeyLife(
                Duration.ofMinutes(1), 1L << 40, Duration.ofMinutes(4), 4, KeyLife.WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);
        return new ProtectionClass(
                new ClassId("gold"),
                new Floor(2, 2, Set.of(Family.QUANTUM_CHANNEL)),
                List.of(new MethodId("ml-kem-1024"), new MethodId("qkd-014")),
                3,
                1,
                life);
    }

    static Network network() {
        return new Network(
                new NetworkId("site"),
                Network.Underlay.IP,
                Optional.empty(),
                List.of(node("alice", 0), node("bob", 2)),
                List.of());
    }

    private static Network.Node node(String name, int qkd) {
        return new Network.Node(
                new NodeId(name),
                List.of(new Network.Cf(
                        new CfId("cf-" + name),
                        Optional.of(new DeviceId(name)),
                        Optional.of(NODES.get(qkd)),
                        Optional.of("sae-" + name))),
                List.of(new Network.EncryptionPoint(
                        "nic", "kernel", new CfId("cf-" + name), new EncDecName("macsec0"), Optional.empty())),
                List.of(new Network.Endpoint(new EndpointId("ep-" + name), "nic", Optional.empty())));
    }

    private static InMemorySite site(DeviceId id) {
        return new InMemorySite(device(id), capabilities(id));
    }

    private static Device device(DeviceId id) {
        return new Device(id, "127.0.0.1", 830, "SHA256:x", new Credential("mfs", "secret"), false);
    }

    private static ManagedNetwork manager() {
        return new ManagedNetwork(
                QKDN,
                ManagedNetwork.Kind.QKDN_015,
                List.of(java.net.URI.create("https://127.0.0.1:1/restconf")),
                Optional.empty(),
                Optional.empty());
    }

    private static Capabilities capabilities(DeviceId id) {
        Method mlKem = new Method(new MethodId("ml-kem-1024"), new Family("module-lattice"), 5, Method.Life.ALLOWED);
        Method qkd = new Method(new MethodId("qkd-014"), Family.QUANTUM_CHANNEL, 0, Method.Life.ALLOWED);
        return new Capabilities(
                new CfId("cf-" + id),
                "127.0.0.1",
                9000,
                Map.of(mlKem.id(), mlKem, qkd.id(), qkd),
                Map.of(new EncDecName("macsec0"), "macsec"));
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
