package org.openmfs.agent.association;

import com.google.errorprone.annotations.MustBeClosed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.KeySchedule;
import org.openmfs.agent.combine.Purpose;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteChoice;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.Traits;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.Origin;
import org.openmfs.agent.registry.DestroyedKey;
import org.openmfs.agent.registry.KeyRecord;

/** What the parts of one association share: its settings, its journal, its Enc/Dec, its way to the peer. */
final class AssociationContext {
    /** The association and the watch beside it come first. */
    private static final Duration GRACE = Duration.ofSeconds(4);

    /** In units of the patience with one exchange. */
    private static final int LIFETIMES = 8;

    private final Platform platform;
    private final Ports ports;
    private final SerialQueue queue;
    private final Keys keys;
    private final Device device;
    private final Health health;
    private final Stillness stillness = new Stillness();
    private final Map<MethodId, List<Ground>> grounds;
    private volatile AssociationSettings settings;

    AssociationContext(AssociationSettings settings, Platform platform, Ports ports, SerialQueue queue) {
        this.settings = settings;
        this.platform = platform;
        this.ports = ports;
        this.queue = queue;
        this.keys = new Keys(ports, platform, settings.id());
        this.device = new Device(ports.encDec(), queue, platform.work());
        this.health = new Health(settings.id(), () -> platform.machine().now().wall(), ports.listener());
        this.grounds = ports.means().grounds();
    }

    AssociationSettings settings() {
        return settings;
    }

    void reconfigure(AssociationSettings wanted) {
        settings = wanted;
    }

    AssociationId id() {
        return settings.id();
    }

    Parties parties() {
        return settings.parties();
    }

    Platform platform() {
        return platform;
    }

    Pace pace() {
        return platform.pace();
    }

    SerialQueue queue() {
        return queue;
    }

    Keys keys() {
        return keys;
    }

    Device device() {
        return device;
    }

    Health health() {
        return health;
    }

    Instant now() {
        return platform.clock().instant();
    }

    void send(Message message) {
        ports.link().send(parties().peer(), ForPeer.of(message));
    }

    void refuse(KeyId key, ReasonCode reason, String text) {
        send(new Message.Refuse(id(), key, reason, text));
    }

    SuiteChoice choice() {
        return new SuiteChoice(
                settings.policy().suites(),
                settings.policy().floor(),
                grounds,
                ports.means().combiners());
    }

    KeyExchangeMethod method(MethodId id) {
        return ports.means().methods().get(id);
    }

    /** That of a suite which this CF accepts. */
    KeySchedule schedule(Suite suite) {
        return ports.means().schedules().get(suite.combiner());
    }

    Map<MethodId, List<Ground>> grounds() {
        return grounds;
    }

    Authenticator authenticator() {
        return ports.authenticator();
    }

    /** Has a signature made or verified apart from the queue, and goes on with it on the queue. */
    <T> void compute(Supplier<T> question, Consumer<T> then) {
        platform.computing().of(Computing.SIGNATURES).execute(() -> {
            try {
                T answer = question.get();
                queue.post(() -> then.accept(answer));
            } catch (RuntimeException | Error broke) {
                queue.post(() -> {
                    throw new IllegalStateException("a computation broke", broke);
                });
            }
        });
    }

    /** What this side's Enc/Dec makes of a key. */
    Profile profile() {
        return ports.encDec().profile();
    }

    /** Whether the Enc/Dec holds one key at a time, which goes before the next one comes. */
    boolean hasOneSlot() {
        return profile().shape().slots() == 1;
    }

    Traits traits() {
        return ports.encDec().traits();
    }

    /** What frames from one side are protected under; the caller closes it. */
    private DirectionalKey directionalKey(KeyRecord key, Role sender) throws EncDecFailure {
        CombinerId named = new CombinerId(key.birth().terms().schedule());
        KeySchedule schedule = ports.means().schedules().get(named);
        if (schedule == null) {
            throw EncDecFailure.lasting("this CF has no key schedule " + named);
        }
        requireSamePurpose(key);
        try (KeyMaterial secret = secret(key.id())) {
            return schedule.key(new KeySchedule.Direction(sender, key.id(), key.number()), profile(), secret);
        }
    }

    /** The Enc/Dec may be another one, or set up otherwise, since the key was made. */
    private void requireSamePurpose(KeyRecord key) throws EncDecFailure {
        String agreed = key.birth().terms().purpose();
        if (!agreed.equals(new Purpose.Channel(profile()).text())) {
            throw EncDecFailure.lasting("the key was agreed on for " + agreed + ", and the Enc/Dec makes " + profile());
        }
    }

    /** How long an answer is waited for while the link is up, before what was asked is given up. */
    Duration longestWait() {
        return pace().patience().multipliedBy(LIFETIMES);
    }

    /**
     * A key is given its number in the journal before the Enc/Dec hears of it: one that knows greater numbers than the
     * journal ever gave had keys that the journal does not know of.
     */
    Optional<String> journalWasPutBack() {
        return Optional.of("the journal was put back to an earlier state")
                .filter(why -> ports.encDec().newestNumber() > keys.greatestNumber());
    }

    /** Whether no frame may be protected by the key any more, by this side's reckoning and by the peer's. */
    boolean isPastAge(KeyRecord key) {
        Duration most = settings.life().maximumAge().plus(GRACE);
        return keys.activated(key)
                .filter(since -> !now().isBefore(since.plus(most)))
                .isPresent();
    }

    Octets random(int octets) {
        byte[] bytes = new byte[octets];
        platform.random().nextBytes(bytes);
        return new Octets(bytes);
    }

    /** Takes the external keys for this one use; yields one that was taken before, if any. */
    Optional<Origin> claim(List<Origin> origins) {
        return origins.stream()
                .filter(Origin::isExternal)
                .filter(origin -> !ports.registry().claim(origin))
                .findFirst();
    }

    /** Gives the key a slot, and its number among the Enc/Dec's keys. */
    void place(KeyId key, Slot slot) {
        keys.place(key, slot, ports.encDec().newestNumber());
    }

    /**
     * How long each key may stay in the Enc/Dec if nobody is there any more to remove it: a little longer than this
     * process lets it; one that frames were never sent under, as if they were from now on.
     */
    Map<Slot, Duration> left() {
        Instant now = now();
        Duration most = settings.life().maximumAge().plus(GRACE);
        Map<Slot, Duration> left = new HashMap<>();
        for (KeyRecord key : keys.live()) {
            Duration age = keys.activated(key)
                    .map(since -> Duration.between(since, now))
                    .orElse(Duration.ZERO);
            key.slot().ifPresent(slot -> left.merge(slot, most.minus(age), AssociationContext::shorter));
        }
        return left;
    }

    /** What the guardian is to be told, from now on: calls wait for those before them. */
    Guarding guarding() {
        return new Guarding(left(), now(), platform.clock());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Accepts frames under this key; the key is lent to the Enc/Dec for the time of the call. */
    void prepareReceive(KeyRecord key, Consumer<Optional<EncDecFailure>> then) {
        Guarding guarding = guarding();
        device.change(
                encDec -> {
                    guarding.applyTo(encDec);
                    try (var lent = directionalKey(key, parties().role().other())) {
                        encDec.prepareReceive(key.slot().orElseThrow(), lent);
                    }
                },
                then);
    }

    /** Calls wait for those before them; a key that is destroyed meanwhile is not wanted in the Enc/Dec any more. */
    @MustBeClosed
    private KeyMaterial secret(KeyId key) throws EncDecFailure {
        try {
            return keys.secret(key);
        } catch (DestroyedKey late) {
            throw new EncDecFailure(late.getMessage(), late);
        }
    }

    void heard(Observation seen) {
        stillness.observed(seen, now());
    }

    /** Whether the peer has not sent under this key for a while. */
    boolean isStill(KeyId key) {
        return stillness.lasts(key, pace().settle(), now());
    }

    /** Sends under this key; the key is lent to the Enc/Dec for the time of the call. */
    void switchTransmit(KeyRecord key, Consumer<Optional<EncDecFailure>> then) {
        Guarding guarding = guarding();
        device.change(
                encDec -> {
                    // It may have waited behind a command that hung, and its suite been forbidden meanwhile.
                    if (!choice().allows(key.suite())) {
                        throw EncDecFailure.lasting("its suite is not allowed any more");
                    }
                    guarding.applyTo(encDec);
                    try (var lent = directionalKey(key, parties().role())) {
                        encDec.switchTransmit(key.slot().orElseThrow(), lent);
                    }
                },
                then);
    }
}
