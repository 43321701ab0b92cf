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
import org.openmfs.controller.model.Connection;
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
final class World implements ServiceListener {
    static final ServiceId BLUE = new ServiceId("blue");
    static final AssociationId ASSOCIATION = new AssociationId("blue");
    static final DeviceId ALICE = new DeviceId("alice");
    static final DeviceId BOB = new DeviceId("bob");
    static final DeviceId CAROL = new DeviceId("carol");
    static final ManagerId QKDN = new ManagerId("qkdn");
    static final ManagerId APNC = new ManagerId("apnc");
    static final List<UUID> NODES = List.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));

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

    World() {
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
    World furnished() {
        configured();
        List.of(ALICE, BOB).forEach(this::connect);
        meet(QKDN, ManagedNetwork.Kind.QKDN_015);
        links(Optional.empty());
        services.loaded();
        return settle();
    }

    void configured() {
        inventory.change(known -> known.withClass(new ClassId("gold"), Optional.of(gold())));
        joined(false);
        inventory.configured(QKDN, Optional.of(manager(QKDN, ManagedNetwork.Kind.QKDN_015)));
    }

    void connect(DeviceId id) {
        onboard(id);
        inventory.capabilities(id, capabilities(id));
    }

    void known(DeviceId id) {
        inventory.configured(id, Optional.of(device(id)));
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
        inventory.configured(id, Optional.of(manager(id, kind)));
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
                    new UUID(1, i), NODES.get(i), NODES.get(i + 1), 10_000, 0, Optional.of(0.01), trouble));
        }
        inventory.topology(QKDN, new QkdTopology(Set.copyOf(NODES), links));
    }

    void secured(String key) {
        report(AssociationStatus.Phase.SECURED, key);
    }

    void report(AssociationStatus.Phase phase, String key) {
        report(ALICE, phase, key);
        report(BOB, phase, key);
    }

    void report(DeviceId device, AssociationStatus.Phase phase, String key) {
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
        inventory.associationChanged(device, status);
    }

    void ask(Optional<Intent> intent) {
        services.intentChanged(BLUE, intent);
    }

    static Intent intent() {
        return intent(BOB, false);
    }

    static Intent intent(DeviceId peer, boolean suspended) {
        return new Intent(
                BLUE,
                new EndpointId("ep-alice"),
                new EndpointId("ep-" + peer),
                new ClassId("gold"),
                suspended,
                List.of(),
                Optional.empty());
    }

    ServiceState blue() {
        return last.get(BLUE);
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

    /** As a device may have it from an earlier run of the controller. */
    static DeviceChange.Association association() {
        return new DeviceChange.Association(
                ASSOCIATION,
                new DeviceChange.Peer(new CfId("cf-alice"), "127.0.0.1", 9000, Optional.empty()),
                false,
                new EncDecName("macsec0"),
                List.of(),
                gold().floor(),
                gold().keyLife());
    }

    static Network network() {
        return network(List.of(node("alice", 0, false), node("bob", 2, false)));
    }

    /** The same network, with ports of alice and bob towards an APN and the APN-C that joins them. */
    void wired() {
        joined(true);
        meet(APNC, ManagedNetwork.Kind.APN_TAPI);
    }

    private void joined(boolean wired) {
        Network network = network(List.of(node("alice", 0, wired), node("bob", 2, wired), node("carol", 1, false)));
        inventory.change(known -> known.withNetwork(network.id(), Optional.of(network)));
    }

    private static Network network(List<Network.Node> nodes) {
        return new Network(new NetworkId("site"), Network.Underlay.IP, Optional.empty(), nodes, List.of());
    }

    private static Network.Node node(String name, int qkd, boolean wired) {
        Optional<UUID> port = wired ? Optional.of(new UUID(2, qkd)) : Optional.empty();
        return new Network.Node(
                new NodeId(name),
                List.of(new Network.Cf(
                        new CfId("cf-" + name),
                        Optional.of(new DeviceId(name)),
                        Optional.of(NODES.get(qkd)),
                        Optional.of("sae-" + name))),
                List.of(new Network.EncryptionPoint(
                        "nic", "kernel", new CfId("cf-" + name), new EncDecName("macsec0"), port)),
                List.of(new Network.Endpoint(new EndpointId("ep-" + name), "nic", Optional.empty())));
    }

    private static Device device(DeviceId id) {
        return new Device(id, "127.0.0.1", 830, "SHA256:x", new Credential("mfs", "secret"), false);
    }

    private static ManagedNetwork manager(ManagerId id, ManagedNetwork.Kind kind) {
        return new ManagedNetwork(
                id,
                kind,
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
