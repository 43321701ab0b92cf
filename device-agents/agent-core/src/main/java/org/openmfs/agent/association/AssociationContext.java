package org.openmfs.agent.association;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.KeySchedule;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.combine.Purpose;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteChoice;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.Origin;
import org.openmfs.agent.protocol.Authenticator;
import org.openmfs.agent.protocol.ForPeer;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.Octets;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;

/** What the parts of one association share: its settings, its journal, what is amiss with it, its way to the peer. */
public final class AssociationContext {
    /** In units of the patience with one exchange. */
    private static final int LIFETIMES = 8;

    private final Platform platform;
    private final Ports ports;
    private final SerialQueue queue;
    private final Keys keys;
    private final Health health;
    private final Supplier<Purpose> purpose;
    private final Outstanding outstanding = new Outstanding();
    private final Map<MethodId, List<Ground>> grounds;
    private volatile AssociationSettings settings;
    private volatile Optional<PolicyFloor> peerFloor = Optional.empty();
    private volatile Instant peerFloorChanged = Instant.MIN;

    /** @param purpose what its keys are for */
    public AssociationContext(
            AssociationSettings settings,
            Platform platform,
            Ports ports,
            SerialQueue queue,
            Supplier<Purpose> purpose) {
        this.settings = settings;
        this.platform = platform;
        this.ports = ports;
        this.queue = queue;
        this.keys = new Keys(ports, platform, settings.id());
        this.purpose = purpose;
        this.health = new Health(settings.id(), () -> platform.machine().now().wall(), ports.listener());
        this.grounds = ports.means().grounds();
    }

    public AssociationSettings settings() {
        return settings;
    }

    public void reconfigure(AssociationSettings wanted) {
        settings = wanted;
        health.reconfigured(wanted.policy().suites());
    }

    public AssociationId id() {
        return settings.id();
    }

    public Parties parties() {
        return settings.parties();
    }

    public Platform platform() {
        return platform;
    }

    public Pace pace() {
        return platform.pace();
    }

    public SerialQueue queue() {
        return queue;
    }

    public Keys keys() {
        return keys;
    }

    public Health health() {
        return health;
    }

    public Instant now() {
        return platform.clock().instant();
    }

    public void send(Message message) {
        ports.link().send(parties().peer(), ForPeer.of(message));
    }

    public void refuse(KeyId key, ReasonCode reason, String text) {
        send(new Message.Refuse(id(), key, reason, text));
    }

    public SuiteChoice choice() {
        return new SuiteChoice(
                settings.policy().suites(),
                settings.policy().floor(),
                grounds,
                ports.means().combiners());
    }

    /** The peer says what it accepts at least. */
    public void heard(PolicyFloor ofPeer) {
        if (peerFloor.filter(before -> !before.equals(ofPeer)).isPresent()) {
            peerFloorChanged = now();
        }
        peerFloor = Optional.of(ofPeer);
    }

    /** Whether the peer has said what it accepts at least, since this CF started. */
    public boolean knowsPeerFloor() {
        return peerFloor.isPresent();
    }

    /** When the peer said last that it accepts something else than it said before. */
    public Instant peerFloorChanged() {
        return peerFloorChanged;
    }

    /** The suites that may be used and reach the floor that the peer said last, since this CF started; best first. */
    public List<Suite> acceptableToBoth() {
        return choice().acceptableToBoth(peerFloor.orElse(PolicyFloor.NONE));
    }

    /** The best suite that both sides' floors allow, as far as the peer's is known. */
    public Optional<Suite> best() {
        return acceptableToBoth().stream().findFirst();
    }

    /** The suites that both sides' floors allow, and a key would rather have been made with than with this one. */
    public List<Suite> betterThan(SuiteId made) {
        List<Suite> all = acceptableToBoth();
        boolean known = all.stream().anyMatch(suite -> suite.id().equals(made));
        return known ? all.stream().takeWhile(suite -> !suite.id().equals(made)).toList() : List.of();
    }

    /** Whether the key's suite may be used, and is still the one by which it was made: a name may stand for others now. */
    public boolean mayBeUsed(KeyRecord key) {
        return choice().acceptable().stream()
                .anyMatch(suite -> suite.id().equals(key.suite()) && key.birth().isOf(suite));
    }

    public KeyExchangeMethod method(MethodId id) {
        return ports.means().methods().get(id);
    }

    /** Whether calls to this method wait for others. */
    public boolean waits(MethodId id) {
        return ports.means().waits(id);
    }

    /** The key schedule of this name, if this CF has it. */
    public Optional<KeySchedule> schedule(CombinerId named) {
        return Optional.ofNullable(ports.means().schedules().get(named));
    }

    /** What keys of this association are for. */
    public Purpose purpose() {
        return purpose.get();
    }

    /** Octets of each side's share of the label, by the key schedule of a suite that this CF accepts. */
    public int shareOctets(Suite suite) {
        return ports.means().shareOctets(suite.combiner());
    }

    /** The key schedule of a suite that this CF accepts. */
    public KeySchedule schedule(Suite suite) {
        return ports.means().schedules().get(suite.combiner());
    }

    public Map<MethodId, List<Ground>> grounds() {
        return grounds;
    }

    public Authenticator authenticator() {
        return ports.authenticator();
    }

    /** Calls to methods, and computations, that are not done yet. */
    public Outstanding outstanding() {
        return outstanding;
    }

    /**
     * Has a signature made or verified apart from the queue, and goes on with it on the queue; not where too many are not
     * done yet. Whoever waits for it has a deadline.
     */
    public <T> void compute(Supplier<T> question, Consumer<T> then) {
        Outstanding.Place taken = outstanding.take(Computing.SIGNATURES);
        if (!taken.isFull()) {
            platform.computing().of(Computing.SIGNATURES).execute(() -> compute(taken, question, then));
        }
    }

    private <T> void compute(Outstanding.Place taken, Supplier<T> question, Consumer<T> then) {
        try {
            T answer = question.get();
            queue.post(() -> then.accept(answer));
        } catch (RuntimeException | Error broke) {
            queue.post(() -> {
                throw new IllegalStateException("a computation broke", broke);
            });
        } finally {
            taken.free();
        }
    }

    /** How long an answer is waited for while the link is up, before what was asked is given up. */
    public Duration longestWait() {
        return pace().patience().multipliedBy(LIFETIMES);
    }

    public Octets random(int octets) {
        byte[] bytes = new byte[octets];
        platform.random().nextBytes(bytes);
        return new Octets(bytes);
    }

    /** Takes the external keys for this one use; yields one that was taken before, if any. */
    public Optional<Origin> claim(List<Origin> origins) {
        return origins.stream()
                .filter(Origin::isExternal)
                .filter(origin -> !ports.registry().claim(origin))
                .findFirst();
    }
}
