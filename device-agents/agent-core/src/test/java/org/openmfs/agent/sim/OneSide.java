package org.openmfs.agent.sim;

import com.google.errorprone.annotations.MustBeClosed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationListener;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.association.AssociationReport.Reason;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.Health;
import org.openmfs.agent.association.KeyLife;
import org.openmfs.agent.association.KeyMeans;
import org.openmfs.agent.association.Pace;
import org.openmfs.agent.association.Platform;
import org.openmfs.agent.association.Ports;
import org.openmfs.agent.association.SerialQueue;
import org.openmfs.agent.association.Timers;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.HmacSha384Extract;
import org.openmfs.agent.combine.Purpose;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.machine.AgentPorts;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.InMemoryRegistry;
import org.openmfs.agent.registry.KeyRecord;
import org.openmfs.agent.time.SteadyTime;

/**
 * What the parts of one side of an association share, without the association: a test calls the part that it is about,
 * reads what it said, and lets time pass.
 */
final class OneSide {
    private static final Duration STEP = Duration.ofMillis(250);
    final VirtualTime time;
    final PlainEncDec encDec = new PlainEncDec();
    final FakeAuthenticator authenticator;
    final InMemoryRegistry registry = new InMemoryRegistry();
    final AssociationContext context;
    private final Random random = new Random(3);
    private final KeyMeans means;
    private final SerialQueue queue;
    private final List<AssociationReport> reports = new ArrayList<>();
    private final List<String> computed = new ArrayList<>();
    private final List<Message> said = new ArrayList<>();
    private final List<AssociationEvent> told = new ArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private Optional<RuntimeException> broken = Optional.empty();
    private Runnable afterwards = () -> {};
    private boolean holds;

    /** What two sides share: the time, and what the stores of their methods hold. */
    static final class Both {
        final VirtualTime time = new VirtualTime();
        final Map<MethodId, FakeMethod.Faults> faults = new HashMap<>();
        final List<FakeMethod> methods = new ArrayList<>();
        private final Map<MethodId, FakeMethod.Store> stores = new HashMap<>();
        private final Random random = new Random(1);

        private FakeMethod method(MethodId id, Ground ground) {
            FakeMethod method = new FakeMethod(
                    id,
                    ground,
                    stores.computeIfAbsent(id, of -> new FakeMethod.Store(random)),
                    faults.computeIfAbsent(id, of -> new FakeMethod.Faults(random)));
            methods.add(method);
            return method;
        }

        /** Secrets that nobody has wiped yet. */
        long unwiped() {
            return methods.stream().mapToLong(FakeMethod::unwiped).sum();
        }
    }

    OneSide(Role role) {
        this(role, new Both());
    }

    OneSide(Role role, Both both) {
        time = both.time;
        AssociationSettings initiating = World.gold(Duration.ofMinutes(5), 2);
        AssociationSettings settings = role == Role.INITIATOR ? initiating : World.mirrored(initiating);
        authenticator = new FakeAuthenticator(settings.parties().local());
        Map<MethodId, KeyExchangeMethod> methods = Map.of(
                World.KEM, both.method(World.KEM, Ground.STRUCTURED_LATTICE),
                World.QKD, both.method(World.QKD, Ground.QUANTUM_CHANNEL),
                World.PSK, both.method(World.PSK, Ground.PRE_SHARED));
        Executor work = task -> {
            if (holds) {
                held.add(task);
            } else {
                task.run();
            }
        };
        Platform platform = new Platform(
                time,
                new SteadyTime(time),
                both.random,
                this::timer,
                Runnable::run,
                work,
                kind -> task -> {
                    computed.add(kind);
                    work.execute(task);
                },
                Pace.standard());
        queue = new SerialQueue(platform.events(), fault -> broken = Optional.of(fault), () -> afterwards.run());
        means = KeyMeans.of(methods, new HmacSha384Extract());
        Ports ports = new Ports((to, message) -> said.add(message), authenticator, means, registry, listener());
        context = new AssociationContext(settings, platform, ports, queue, () -> new Purpose.Channel(encDec.profile()));
        context.health().linkUp(2);
    }

    private Timers.Pending timer(Duration delay, Runnable task) {
        boolean[] cancelled = new boolean[1];
        time.after(delay, () -> {
            if (!cancelled[0]) {
                task.run();
            }
        });
        return () -> cancelled[0] = true;
    }

    private AssociationListener listener() {
        return new AssociationListener() {
            @Override
            public void happened(AssociationEvent event) {
                told.add(event);
            }

            @Override
            public void reported(AssociationReport report) {
                reports.add(report);
            }

            @Override
            public void keyChanged(KeyRecord key) {}
        };
    }

    /** What an agent of this side alone is made of. */
    AgentPorts agentPorts() {
        Map<String, EncDec> encDecs = Map.of("wire", encDec, "spare", new PlainEncDec());
        return new AgentPorts((to, message) -> said.add(message), authenticator, means, encDecs, registry, listener());
    }

    /** Done after everything else on the queue. */
    void afterwards(Runnable upkeep) {
        afterwards = upkeep;
    }

    /** Does it on the association's queue. */
    void on(Runnable event) {
        queue.post(event);
        broken.ifPresent(fault -> {
            throw fault;
        });
    }

    /** Time passes, and this is done as often as an association looks what time it is. */
    void passes(Duration time, Runnable tick) {
        for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plus(STEP)) {
            this.time.run(STEP);
            on(tick);
        }
    }

    /** Calls to methods and the Enc/Dec, and computations, are not done from now on. */
    void holdsCalls() {
        holds = true;
    }

    /** They are done, those that wait in their order. */
    void doesCalls() {
        holds = false;
        while (!held.isEmpty()) {
            held.removeFirst().run();
        }
        on(() -> {});
    }

    /** So many of them are done, and others wait again. */
    void doesCalls(int some) {
        for (int i = 0; i < some; i++) {
            held.removeFirst().run();
        }
        on(() -> {});
    }

    void settings(List<Suite> suites) {
        AssociationSettings now = context.settings();
        AssociationSettings other = World.settings(suites, now.policy().floor(), now.life());
        context.reconfigure(new AssociationSettings(
                now.id(), now.parties(), now.encDec(), other.policy(), now.life(), now.backoff()));
    }

    void life(KeyLife life) {
        AssociationSettings now = context.settings();
        context.reconfigure(
                new AssociationSettings(now.id(), now.parties(), now.encDec(), now.policy(), life, now.backoff()));
    }

    /** What it said of this kind, in order, since it was last asked about anything. */
    <M extends Message> List<M> said(Class<M> kind) {
        List<M> found = said.stream().filter(kind::isInstance).map(kind::cast).toList();
        said.clear();
        return found;
    }

    /** All that it said since it was last asked. */
    List<Message> said() {
        return said(Message.class);
    }

    /** What it refused since it was last asked, and why. */
    List<ReasonCode> refused() {
        return said(Message.Refuse.class).stream().map(Message.Refuse::reason).toList();
    }

    <E extends AssociationEvent> List<E> told(Class<E> kind) {
        return told.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What kinds of work were computed, apart from calls that wait for others. */
    List<String> computed() {
        return computed;
    }

    /** Reports of changes. */
    List<AssociationReport> reports() {
        return reports;
    }

    AssociationReport report() {
        context.health().publish(Health.Activity.NONE, context.keys(), Optional.empty());
        return context.health().last();
    }

    List<ReasonCode> codes() {
        return report().reasons().stream().map(Reason::code).toList();
    }

    KeyStage stage(KeyId key) {
        return context.keys().stage(key);
    }

    /** A key of a suite that both ends confirmed. */
    KeyId confirmed(Suite suite) {
        KeyId key = derived(suite);
        context.keys().move(key, KeyStage.CONFIRMED, "confirmed");
        return key;
    }

    KeyId confirmed() {
        return confirmed(World.GOLD);
    }

    /** A key that this side derived. */
    KeyId derived(Suite suite) {
        return derived(suite, CombinerId.HMAC_SHA384_EXTRACT.word());
    }

    /** The same by this key schedule. */
    KeyId derived(Suite suite, String schedule) {
        KeyId key = KeyId.random(random);
        KeyRecord.Terms terms = new KeyRecord.Terms(schedule, context.purpose().text(), suite.methods());
        KeyRecord.Birth birth = new KeyRecord.Birth(
                context.id(),
                context.parties().peer(),
                suite.id(),
                context.keys().nextOrder(),
                List.of(),
                terms);
        try (KeyMaterial secret = madeUp()) {
            context.keys().add(key, birth, secret);
        }
        return key;
    }

    /** Another association of this CF has a key of this id. */
    void hasElsewhere(KeyId key) {
        KeyRecord.Birth birth = new KeyRecord.Birth(
                new AssociationId("green"),
                context.parties().peer(),
                World.GOLD.id(),
                1,
                List.of(),
                new KeyRecord.Terms(CombinerId.HMAC_SHA384_EXTRACT.word(), "another", List.of()));
        try (KeyMaterial secret = madeUp()) {
            registry.add(KeyRecord.derived(key, birth, time.now()), secret);
        }
    }

    /** The traffic secret of a key of no exchange. */
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker")
    private static KeyMaterial madeUp() {
        byte[] some = new byte[48];
        some[0] = 1;
        return KeyMaterial.taking(some);
    }
}
