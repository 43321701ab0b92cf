package org.openmfs.agent.channel;

import com.google.errorprone.annotations.MustBeClosed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.association.WhenNotProved;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.KeySchedule;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.Traits;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.KeyState;
import org.openmfs.agent.registry.DestroyedKey;
import org.openmfs.agent.registry.KeyRecord;

/** This end's Enc/Dec of a channel, and how keys of the association come into it. */
final class Line {
    /** The association and the watch beside it come first. */
    private static final Duration GRACE = Duration.ofSeconds(4);
    /** An Enc/Dec that carries out late what it was told does it sooner than that. */
    private static final Duration LAST_FRAMES = Duration.ofMinutes(1);

    private final AssociationContext context;
    private final EncDec encDec;
    private final Device device;
    private final Stillness stillness = new Stillness();
    private final Instant begin;
    private Instant doubt;
    private final Set<KeyId> distrusted = new HashSet<>();

    Line(AssociationContext context, EncDec encDec) {
        this.context = context;
        this.begin = context.now();
        this.doubt = begin;
        this.encDec = encDec;
        this.device = new Device(encDec, context.queue(), context.platform().work());
    }

    AssociationContext context() {
        return context;
    }

    Device device() {
        return device;
    }

    Profile profile() {
        return encDec.profile();
    }

    /** How many keys the Enc/Dec holds at a time. */
    int slots() {
        return profile().shape().slots();
    }

    /** Whether the key in use goes before the next one comes. */
    boolean hasOneSlot() {
        return slots() == 1;
    }

    Traits traits() {
        return encDec.traits();
    }

    /** What frames from one side are protected under; the caller closes it. */
    private DirectionalKey directionalKey(KeyRecord key, Role sender) throws EncDecFailure {
        CombinerId named = new CombinerId(key.birth().terms().schedule());
        KeySchedule schedule = context.schedule(named)
                .orElseThrow(() -> EncDecFailure.lasting("this CF has no key schedule " + named));
        requireSamePurpose(key);
        try (KeyMaterial secret = secret(key.id())) {
            return schedule.key(new KeySchedule.Direction(sender, key.id(), key.number()), profile(), secret);
        }
    }

    /** The Enc/Dec may be another one, or set up otherwise, since the key was made. */
    private void requireSamePurpose(KeyRecord key) throws EncDecFailure {
        String agreed = key.birth().terms().purpose();
        if (!agreed.equals(context.purpose().text())) {
            throw EncDecFailure.lasting("the key was agreed on for " + agreed + ", and the Enc/Dec makes " + profile());
        }
    }

    /**
     * A key is given its number in the journal before the Enc/Dec hears of it: one that knows greater numbers than the
     * journal ever gave had keys that the journal does not know of.
     */
    Optional<String> journalWasPutBack() {
        return Optional.of("the journal was put back to an earlier state")
                .filter(why -> encDec.newestNumber() > context.keys().greatestNumber());
    }

    /** Whether no frame may be protected by the key any more, by this side's reckoning and by the peer's. */
    boolean isPastAge(KeyRecord key) {
        Duration most = context.settings().life().maximumAge().plus(GRACE);
        return context.keys()
                .activated(key)
                .filter(since -> !context.now().isBefore(since.plus(most)))
                .isPresent();
    }

    /** Why a key is not in the Enc/Dec that should be. */
    String whyLost(KeyRecord key) {
        return isPastAge(key) ? "it reached its maximum age" : "the Enc/Dec holds it no more";
    }

    /** Whether frames may be sent under the key for so short a time that it is not worth going back to. */
    boolean isNearItsEnd(KeyRecord key) {
        Duration most =
                context.settings().life().maximumAge().minus(context.pace().patience());
        return context.keys()
                .activated(key)
                .filter(since -> context.now().isBefore(since.plus(most)))
                .isEmpty();
    }

    /** Gives the key a slot, and its number among the Enc/Dec's keys. */
    void place(KeyId key, Slot slot) {
        context.keys().place(key, slot, encDec.newestNumber());
    }

    /**
     * How long each key may stay in the Enc/Dec if nobody is there any more to remove it: a little longer than this
     * process lets it; one that frames were never sent under, as if they were from now on.
     */
    Map<Slot, Duration> left() {
        Instant now = context.now();
        Duration most = context.settings().life().maximumAge().plus(GRACE);
        Map<Slot, Duration> left = new HashMap<>();
        for (KeyRecord key : context.keys().live()) {
            Duration age = context.keys()
                    .activated(key)
                    .map(since -> Duration.between(since, now))
                    .orElse(Duration.ZERO);
            key.slot().ifPresent(slot -> left.put(slot, most.minus(age)));
        }
        return left;
    }

    /** What the guardian is to be told, from now on: calls wait for those before them. */
    GuardOrder guarding() {
        return new GuardOrder(left(), context.now(), context.platform().clock());
    }

    /** Accepts frames under this key; the key is lent to the Enc/Dec for the time of the call. */
    void prepareReceive(KeyRecord key, Consumer<Optional<EncDecFailure>> then) {
        GuardOrder guarding = guarding();
        device.change(
                encDec -> {
                    guarding.applyTo(encDec);
                    try (var lent = directionalKey(key, context.parties().role().other())) {
                        encDec.prepareReceive(key.slot().orElseThrow(), lent);
                    }
                },
                then);
    }

    /** Calls wait for those before them; a key that is destroyed meanwhile is not wanted in the Enc/Dec any more. */
    @MustBeClosed
    private KeyMaterial secret(KeyId key) throws EncDecFailure {
        try {
            return context.keys().secret(key);
        } catch (DestroyedKey late) {
            throw new EncDecFailure(late.getMessage(), late);
        }
    }

    /** The Enc/Dec sends under this key now. */
    void switched(KeyId key) {
        context.keys().switchedTo(key, mayGoBack());
    }

    /**
     * Whether a key that was replaced may be sent under again, as long as nothing came under the one in its place. What
     * comes must be seen in time: before the new key is begun with, and while it is tried. Both keep their slots meanwhile,
     * and the next key needs one.
     */
    boolean mayGoBack() {
        return context.settings().life().whenNotProved() == WhenNotProved.GO_BACK
                && slots() > 2
                && traits().proof() == Traits.Proof.FRAMES
                && traits().pace().multipliedBy(2).compareTo(context.pace().toNoticeSilence()) <= 0;
    }

    void heard(Observation seen) {
        stillness.observed(seen, context.now());
    }

    /** Whether the peer has not sent under this key for a while. */
    boolean isStill(KeyId key) {
        return stillness.lasts(key, context.pace().settle(), context.now());
    }

    /**
     * Whether the peer has left a key that was replaced. What comes under it longer than any order takes is repeated by
     * somebody else; under a key that may not be used nothing is waited for, whoever sends it.
     */
    boolean isLeft(KeyRecord key) {
        Instant since = context.keys().replaced(key);
        Instant known = since.isBefore(begin) ? begin : since;
        return isStill(key.id())
                || key.state() == KeyState.DESTROYED
                || distrusted.contains(key.id())
                || !context.mayBeUsed(key)
                || !context.now().isBefore(known.plus(LAST_FRAMES));
    }

    /**
     * Whether the Enc/Dec may yet carry out an order of before: one that was given before this process was started, or that
     * seemed to fail.
     */
    boolean mayActLate() {
        return context.now().isBefore(doubt.plus(context.pace().patience()));
    }

    /** Nothing is waited for under any key that the Enc/Dec has now. */
    void distrust() {
        context.keys().where(key -> key.slot().isPresent()).forEach(key -> distrusted.add(key.id()));
    }

    /** Sends under this key; the key is lent to the Enc/Dec for the time of the call. */
    void switchTransmit(KeyRecord key, Consumer<Optional<EncDecFailure>> then) {
        GuardOrder guarding = guarding();
        device.change(
                encDec -> {
                    // It may have waited behind a command that hung, and its suite been forbidden meanwhile.
                    if (!context.mayBeUsed(key)) {
                        throw EncDecFailure.lasting("its suite is not allowed any more");
                    }
                    guarding.applyTo(encDec);
                    try (var lent = directionalKey(key, context.parties().role())) {
                        encDec.switchTransmit(key.slot().orElseThrow(), lent);
                    }
                },
                outcome -> {
                    if (outcome.isPresent()) {
                        doubt = context.now();
                    }
                    then.accept(outcome);
                });
    }
}
