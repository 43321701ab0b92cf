package org.openmfs.agent.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationListener;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.Computing;
import org.openmfs.agent.association.KeyMeans;
import org.openmfs.agent.association.Pace;
import org.openmfs.agent.association.Platform;
import org.openmfs.agent.association.Timers;
import org.openmfs.agent.combine.HmacSha384Extract;
import org.openmfs.agent.combine.KeySchedule;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.machine.AgentPorts;
import org.openmfs.agent.machine.Associations;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.PeerLink;
import org.openmfs.agent.registry.KeyRecord;
import org.openmfs.agent.time.MachineClock;
import org.openmfs.agent.time.Moment;
import org.openmfs.agent.time.SteadyTime;

/** One agent: a process that may die and be started again, with a journal and an Enc/Dec that live on. */
final class Node implements PeerLink.Receiver, AssociationListener {
    private Runnable hearing = () -> {};
    private static final PolicyFloor NO_FLOOR = new PolicyFloor(1, 0, Set.of());
    private final Parts parts;
    private final FakeAuthenticator authenticator;
    private final List<AssociationReport> reports = new ArrayList<>();
    private final List<AssociationEvent> events = new ArrayList<>();
    private List<AssociationSettings> settings = List.of();
    private PolicyFloor deviceFloor = NO_FLOOR;
    private Associations associations;
    private int life;
    /** By the time since the beginning: when all calls are over that were made so far, and those of the lives before. */
    private Duration callsEnd = Duration.ZERO;

    private Duration earlierCallsEnd = Duration.ZERO;
    private Duration ahead = Duration.ZERO;
    private boolean alive;
    private String stuck = "";
    private final List<Runnable> waiting = new ArrayList<>();
    private List<KeySchedule> schedules = List.of(new HmacSha384Extract());
    private Duration slow = Duration.ZERO;

    /** What the process is built of and what outlives it. */
    record Parts(
            CfId name,
            VirtualTime time,
            RandomGenerator random,
            Network network,
            CrashingRegistry registry,
            FakeEncDec encDec,
            Map<MethodId, KeyExchangeMethod> methods,
            Pace pace,
            Supplier<Duration> hang) {}

    Node(Parts parts) {
        this.parts = parts;
        this.authenticator = new FakeAuthenticator(parts.name());
        parts.network().join(parts.name(), this);
    }

    /** What is computed of this kind hangs from now on; what did so before goes on. */
    void stuck(String kind) {
        stuck = kind;
        List<Runnable> before = List.copyOf(waiting);
        waiting.clear();
        before.forEach(Runnable::run);
    }

    /** Has these key schedules when it is started next. */
    void schedules(KeySchedule... has) {
        schedules = List.of(has);
    }

    /** Calls of methods and Enc/Decs take so long, from now on. */
    void slow(Duration calls) {
        slow = calls;
    }

    /** How many computations wait behind those that are not done. */
    int piled() {
        return waiting.size();
    }

    void deviceFloor(PolicyFloor floor) {
        deviceFloor = floor;
    }

    void configure(List<AssociationSettings> wanted) {
        settings = wanted;
        if (alive) {
            guarded(() -> associations.apply(settings));
        }
    }

    void start() {
        life++;
        earlierCallsEnd = callsEnd;
        alive = true;
        parts.registry().opened(this::died);
        AgentPorts ports = new AgentPorts(
                parts.network().linkOf(parts.name()),
                authenticator,
                KeyMeans.of(parts.methods(), schedules.toArray(KeySchedule[]::new)),
                Map.of(parts.encDec().name(), parts.encDec()),
                parts.registry(),
                this);
        guarded(() -> {
            associations = new Associations(platform(life), ports, deviceFloor);
            associations.apply(settings);
            settings.forEach(one -> {
                if (!parts.network().isUp()) {
                    associations.linkChanged(one.parties().peer(), new PeerLink.LinkState.Down("the network is cut"));
                }
            });
        });
    }

    List<AssociationSettings> settings() {
        return settings;
    }

    /** The process dies; what it had in hand is lost, calls to the Enc/Dec under way may still be carried out. */
    void crash() {
        alive = false;
    }

    private void died() {
        crash();
        parts.time().after(Duration.ofMillis(50 + parts.random().nextInt(3000)), this::startIfDead);
    }

    /** Runs a task of one life, which may end it. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (SimulatedCrash crash) {
            return;
        }
    }

    /** Dies and is started again after some seconds. */
    void crashForAWhile() {
        crash();
        parts.time().after(Duration.ofSeconds(5), this::startIfDead);
    }

    void startIfDead() {
        if (!alive) {
            start();
        }
    }

    private MachineClock machine() {
        return new MachineClock() {
            @Override
            public Moment now() {
                Moment now = parts.time().now();
                return new Moment(now.wall().plus(ahead), now.boot(), now.uptime());
            }

            @Override
            public String generation() {
                return parts.time().generation();
            }
        };
    }

    /** How long a call takes; one of a life that ended is over before those of the next one do anything. */
    private Duration inTurn(Duration wait) {
        Duration now = parts.time().elapsed();
        Duration end = now.plus(wait);
        Duration due = end.compareTo(earlierCallsEnd) > 0 ? end : earlierCallsEnd.plusMillis(1);
        callsEnd = due.compareTo(callsEnd) > 0 ? due : callsEnd;
        return due.minus(now);
    }

    private Platform platform(int of) {
        Executor events = task -> later(3, () -> {
            if (isLife(of)) {
                guarded(task);
            }
        });
        Executor work = task -> {
            Duration wait =
                    parts.hang().get().plus(slow).plusMillis(parts.random().nextInt(20));
            parts.time().after(inTurn(wait), () -> {
                if (isLife(of) || parts.random().nextBoolean()) {
                    guarded(task);
                }
            });
        };
        Timers timers = (delay, task) -> {
            boolean[] cancelled = new boolean[1];
            parts.time().after(delay, () -> {
                if (isLife(of) && !cancelled[0]) {
                    guarded(task);
                }
            });
            return () -> cancelled[0] = true;
        };
        MachineClock clock = machine();
        Computing computing = kind -> task -> {
            if (kind.equals(stuck)) {
                waiting.add(() -> work.execute(task));
            } else {
                work.execute(task);
            }
        };
        return new Platform(
                clock, new SteadyTime(clock), parts.random(), timers, events, work, computing, parts.pace());
    }

    /** The clock on this node's wall is set ahead. */
    void clockSet(Duration by) {
        ahead = ahead.plus(by);
    }

    private void later(int most, Runnable task) {
        parts.time().after(Duration.ofMillis(parts.random().nextInt(most)), task);
    }

    private boolean isLife(int of) {
        return alive && of == life;
    }

    @Override
    public void received(CfId peer, Message message) {
        if (alive) {
            guarded(() -> associations.received(peer, message));
        }
    }

    @Override
    public void linkChanged(CfId peer, PeerLink.LinkState state) {
        if (alive) {
            guarded(() -> associations.linkChanged(peer, state));
        }
    }

    @Override
    public void happened(AssociationEvent event) {
        events.add(event);
        hearing.run();
    }

    @Override
    public void reported(AssociationReport report) {
        reports.add(report);
        hearing.run();
    }

    @Override
    public void keyChanged(KeyRecord key) {
        hearing.run();
    }

    /** Done at each thing that is told. */
    void whenTold(Runnable then) {
        hearing = then;
    }

    FakeAuthenticator authenticator() {
        return authenticator;
    }

    void rekey() {
        settings.forEach(one -> guarded(() -> associations.rekey(one.id())));
    }

    boolean alive() {
        return alive;
    }

    Associations associations() {
        return associations;
    }

    CrashingRegistry registry() {
        return parts.registry();
    }

    FakeEncDec encDec() {
        return parts.encDec();
    }

    <E extends AssociationEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Each that was told. */
    List<AssociationReport> reports() {
        return reports;
    }

    AssociationReport report() {
        return associations.reports().getFirst();
    }

    boolean isIn(Phase phase) {
        return alive && associations.reports().stream().anyMatch(report -> report.phase() == phase);
    }
}
