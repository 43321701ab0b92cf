package org.openmfs.agent.sim;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.Backoff;
import org.openmfs.agent.association.KeyLife;
import org.openmfs.agent.association.KeyPolicy;
import org.openmfs.agent.association.Pace;
import org.openmfs.agent.association.Parties;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.RetireCause;
import org.openmfs.agent.registry.KeyRecord;

/** Two agents, the network and the wire between them, and three methods, all in virtual time from one seed. */
final class World {
    static final CfId A = new CfId("cf-a");
    static final CfId B = new CfId("cf-b");
    static final AssociationId BLUE = new AssociationId("blue/1");
    static final MethodId KEM = new MethodId("kem");
    static final MethodId QKD = new MethodId("qkd");
    static final MethodId PSK = new MethodId("psk");
    static final Suite GOLD = suite("kem+qkd", KEM, QKD);
    static final Suite SILVER = suite("kem+psk", KEM, PSK);
    static final Suite BRONZE = suite("kem", KEM);
    static final PolicyFloor TWO_GROUNDS = new PolicyFloor(2, 2, Set.of());
    static final PolicyFloor ANY = new PolicyFloor(1, 0, Set.of());
    private static final int FRAME_EVERY_MS = 200;
    private static final int PATH_MS = 30;

    final VirtualTime time = new VirtualTime();
    final Random random;
    final Checker checker = new Checker();
    final Network network;
    final Map<MethodId, FakeMethod.Faults> faults = new HashMap<>();
    final Node a;
    final Node b;
    private final Map<MethodId, FakeMethod.Store> stores = new HashMap<>();
    private final Map<String, FakeMethod> methods = new HashMap<>();
    private double encDecFailures;
    private double hangs;
    private BiPredicate<FakeEncDec.Frame, Node> carries = (frame, to) -> true;
    private Predicate<Node> traffic = from -> true;

    /** What of a world a test chooses. */
    record Choices(long seed, CrashingRegistry.Trigger atA, CrashingRegistry.Trigger atB) {
        static Choices calm(long seed) {
            return new Choices(seed, NEVER, NEVER);
        }
    }

    static final CrashingRegistry.Trigger NEVER = new CrashingRegistry.Trigger() {
        @Override
        public boolean diesBefore(long write) {
            return false;
        }

        @Override
        public boolean diesAfter(long write) {
            return false;
        }
    };

    World(Choices choices) {
        random = new Random(choices.seed());
        network = new Network(time, random, checker);
        for (MethodId id : List.of(KEM, QKD, PSK)) {
            stores.put(id, new FakeMethod.Store(random));
            faults.put(id, new FakeMethod.Faults(random));
            faults.get(id).tells(checker::injected);
        }
        a = node(A, "a", choices.atA());
        b = node(B, "b", choices.atB());
        network.watch(this::requireTruth);
        frames(a, b);
        frames(b, a);
    }

    private Node node(CfId name, String owner, CrashingRegistry.Trigger trigger) {
        Map<MethodId, KeyExchangeMethod> own = new HashMap<>();
        own.put(KEM, method(owner, KEM, Ground.STRUCTURED_LATTICE));
        own.put(QKD, method(owner, QKD, Ground.QUANTUM_CHANNEL));
        own.put(PSK, method(owner, PSK, Ground.PRE_SHARED));
        return new Node(new Node.Parts(
                name,
                time,
                random,
                network,
                new CrashingRegistry(owner, checker, trigger),
                new FakeEncDec(owner, checker, this::mishap, time::after),
                own,
                Pace.standard(),
                this::hang));
    }

    private FakeEncDec.Mishap mishap() {
        if (random.nextDouble() >= encDecFailures) {
            return FakeEncDec.Mishap.NONE;
        }
        return random.nextBoolean() ? FakeEncDec.Mishap.REFUSED : FakeEncDec.Mishap.UNANSWERED;
    }

    private FakeMethod method(String owner, MethodId id, Ground ground) {
        FakeMethod method = new FakeMethod(id, ground, stores.get(id), faults.get(id));
        methods.put(owner + id, method);
        return method;
    }

    /** Who says something of a key has it in the journal before. */
    private void requireTruth(CfId from, Message message) {
        Node node = from.equals(A) ? a : b;
        requireErased(node, from, message);
        KeyStage least = switch (message) {
            case Message.Confirmed confirmed -> KeyStage.CONFIRMED;
            case Message.InstallReceive install -> KeyStage.RECEIVING;
            case Message.ReceiveInstalled installed -> KeyStage.RECEIVING;
            case Message.SwitchTransmit order -> KeyStage.SENDING;
            case Message.TransmitSwitched switched -> KeyStage.SENDING;
            default -> KeyStage.UNKNOWN;
        };
        KeyStage stage =
                node.registry().find(message.key()).map(KeyRecord::stage).orElse(KeyStage.UNKNOWN);
        if (node.alive() && stage.compareTo(least) < 0) {
            checker.violated(Harm.LOST, from + " says " + message + ", and its journal has the key at " + stage);
        }
    }

    /** Who says that a key is to be, or was, retired has destroyed it. */
    private void requireErased(Node node, CfId from, Message message) {
        boolean retired = message instanceof Message.Retired
                || message instanceof Message.Retire retire && retire.cause() != RetireCause.WITHDRAWN;
        boolean kept =
                node.registry().isReadable(message.key()) || node.encDec().holds(message.key());
        if (retired && node.alive() && kept) {
            checker.violated(
                    Harm.USED_TWICE, from + " says that key " + message.key() + " is retired, and has it still");
        }
    }

    private void frames(Node from, Node to) {
        time.after(Duration.ofMillis(FRAME_EVERY_MS), () -> {
            if (traffic.test(from)) {
                from.encDec()
                        .send()
                        .ifPresent(frame ->
                                time.after(Duration.ofMillis(1 + random.nextInt(PATH_MS)), () -> arrive(frame, to)));
            }
            frames(from, to);
        });
    }

    private void arrive(FakeEncDec.Frame frame, Node to) {
        if (carries.test(frame, to)) {
            to.encDec().receive(frame);
        }
    }

    /** Whether frames that are sent arrive. */
    void carries(boolean frames) {
        carries((frame, to) -> frames);
    }

    void carries(BiPredicate<FakeEncDec.Frame, Node> which) {
        carries = which;
    }

    void traffic(boolean flows) {
        traffic = from -> flows;
    }

    /** Traffic one way only. */
    void trafficFrom(Node sender) {
        traffic = from -> from == sender;
    }

    void encDecFailures(double rate) {
        encDecFailures = rate;
    }

    /** How often a call to a device or a method takes long. */
    void hangs(double rate) {
        hangs = rate;
    }

    private Duration hang() {
        if (random.nextDouble() >= hangs) {
            return Duration.ZERO;
        }
        checker.injected(Injection.DEVICE_HUNG);
        return Duration.ofMillis(5_000 + random.nextInt(10_000));
    }

    void methodFaults(double failures, double repetitions, double corruptions) {
        faults.forEach((id, one) -> one.set(failures, id.equals(QKD) ? repetitions : 0, corruptions));
    }

    /** How often both CFs together asked their modules of a method for a secret. */
    int requests(MethodId id) {
        return methods.get("a" + id).requests() + methods.get("b" + id).requests();
    }

    /** Every secret that a method's modules handed out, as digits. */
    List<String> secretsInHex(MethodId id) {
        return stores.get(id).inHex();
    }

    long unwipedSecrets() {
        return methods.values().stream().mapToLong(FakeMethod::unwiped).sum();
    }

    void configure(AssociationSettings atA) {
        a.configure(List.of(atA));
        b.configure(List.of(mirrored(atA)));
    }

    void start() {
        a.start();
        b.start();
    }

    boolean bothAre(Phase phase) {
        return a.isIn(phase) && b.isIn(phase);
    }

    boolean bothSendUnderTheSameKey() {
        return a.encDec().sendingKey().isPresent()
                && a.encDec().sendingKey().equals(b.encDec().sendingKey());
    }

    static AssociationSettings settings(List<Suite> suites, PolicyFloor floor, KeyLife life) {
        return new AssociationSettings(
                BLUE,
                new Parties(A, B, Role.INITIATOR),
                "wire",
                new KeyPolicy(suites, floor, Optional.empty()),
                life,
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20)));
    }

    static KeyLife life(Duration interval, int stock) {
        return new KeyLife(interval, 1L << 50, interval.multipliedBy(10), stock, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);
    }

    static AssociationSettings gold(Duration interval, int stock) {
        return settings(List.of(GOLD), TWO_GROUNDS, life(interval, stock));
    }

    static AssociationSettings mirrored(AssociationSettings one) {
        return new AssociationSettings(
                one.id(),
                new Parties(
                        one.parties().peer(),
                        one.parties().local(),
                        one.parties().role().other()),
                one.encDec(),
                one.policy(),
                one.life(),
                one.backoff());
    }

    private static Suite suite(String id, MethodId... methods) {
        return new Suite(new SuiteId(id), List.of(methods), CombinerId.HMAC_SHA384_EXTRACT);
    }
}
