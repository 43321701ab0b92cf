package org.openmfs.agent.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.key.KeyState;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;

/**
 * The responder's half of installations: does what the initiator asks as often as it asks, and says what is done. Frames
 * of the initiator under a new key are followed as its order to switch is, so that keys are replaced also while the link
 * to the peer is away. An old key is removed when the initiator asks, or long after.
 */
final class Follower {
    private final Line line;
    private final AssociationContext context;
    private final Consumer<GivenUp> stop;
    private static final int MOST_FAILURES = 3;
    private final Set<KeyId> working = new HashSet<>();
    private final Map<KeyId, Integer> failures = new HashMap<>();
    private final Set<KeyId> retireAsked = new LinkedHashSet<>();
    private final TriedInVain triedInVain;
    /** Keys that were ordered to be sent under again, and in place of which. */
    private final Map<KeyId, KeyId> ordered = new HashMap<>();
    /** The key that it went back to without having said so. */
    private Optional<KeyId> owed = Optional.empty();

    private boolean stopping;

    /** @param stop clears the Enc/Dec, because the initiator accepts nothing any more */
    Follower(Line line, Consumer<GivenUp> stop) {
        this.line = line;
        this.context = line.context();
        this.stop = stop;
        this.triedInVain = new TriedInVain(context);
    }

    /** Whether frames under the new key are being looked for. */
    boolean settling() {
        return !context.keys().at(KeyStage.REPLACED).isEmpty();
    }

    /** Whether the Enc/Dec is told to send under another key. */
    boolean switching() {
        return working.stream().anyMatch(key -> isAt(key, KeyStage.SENDING));
    }

    /** While the Enc/Dec is being cleared, nothing is installed. */
    void stopping(boolean underWay) {
        stopping = underWay;
    }

    void received(Message.InstallReceive install) {
        KeyId key = install.key();
        switch (context.keys().stage(key)) {
            case CONFIRMED -> prepare(install);
            case RECEIVING, SENDING -> {
                if (record(key).slot().filter(install.slot()::equals).isPresent()) {
                    context.send(new Message.ReceiveInstalled(context.id(), key, install.slot()));
                } else {
                    context.refuse(key, ReasonCode.SLOT_IN_USE, "the key has another slot");
                }
            }
            case UNKNOWN, DERIVED, REPLACED, GONE -> context.refuse(key, ReasonCode.UNKNOWN_KEY, "no such key");
        }
    }

    private void prepare(Message.InstallReceive install) {
        KeyId key = install.key();
        Slot slot = install.slot();
        if (slot.number() >= line.slots()) {
            context.refuse(key, ReasonCode.ENC_DEC_DIFFERS, "there is no slot " + slot.number() + " here");
        } else if (stopping) {
            context.refuse(key, ReasonCode.BUSY, "traffic is being stopped");
        } else if (!isAllowed(key)) {
            context.refuse(key, ReasonCode.BELOW_FLOOR, "its suite is not allowed any more");
        } else if (isTaken(slot, key)) {
            context.refuse(key, ReasonCode.SLOT_IN_USE, "slot " + slot.number() + " holds another key");
            askAboutKeysBefore(key);
        } else if (working.add(key)) {
            line.place(key, slot);
            line.prepareReceive(record(key), outcome -> {
                working.remove(key);
                if (isAt(key, KeyStage.CONFIRMED)) {
                    outcome.ifPresentOrElse(failure -> notPrepared(key, failure), () -> prepared(key, slot));
                }
            });
        }
    }

    /** A key that the Enc/Dec does not take is given up, so that the initiator takes another. */
    private void notPrepared(KeyId key, EncDecFailure failure) {
        failed(key, failure);
        if (failure.isLasting() || failures.get(key) >= MOST_FAILURES) {
            context.refuse(key, ReasonCode.UNKNOWN_KEY, failure.getMessage());
            remove(key, failure.getMessage());
        }
    }

    private void prepared(KeyId key, Slot slot) {
        failures.remove(key);
        context.keys().move(key, KeyStage.RECEIVING, "accepted here");
        context.health().clear(ReasonCode.ENC_DEC_FAILED);
        context.send(new Message.ReceiveInstalled(context.id(), key, slot));
    }

    private boolean isTaken(Slot slot, KeyId by) {
        boolean given = !context.keys()
                .where(key ->
                        key.slot().filter(slot::equals).isPresent() && !key.id().equals(by))
                .isEmpty();
        boolean elsewhere = record(by).slot().filter(own -> !own.equals(slot)).isPresent();
        return given || elsewhere;
    }

    /** An initiator that began anew does not know what is in its way here; that it has none of them frees their slots. */
    private void askAboutKeysBefore(KeyId wanted) {
        context.keys()
                .where(key -> key.slot().isPresent() && !key.id().equals(wanted))
                .forEach(key -> context.send(new Message.Query(context.id(), key.id())));
    }

    void received(Message.SwitchTransmit order) {
        KeyId key = order.key();
        order.insteadOf()
                .filter(later -> context.keys().find(key).isPresent())
                .ifPresent(later -> ordered.put(key, later));
        switch (context.keys().stage(key)) {
            case RECEIVING -> {
                if (!isAllowed(key)) {
                    context.refuse(key, ReasonCode.BELOW_FLOOR, "its suite is not allowed any more");
                } else if (isNewest(record(key)) && !triedInVain.contains(key)) {
                    follow(key);
                }
            }
            case SENDING -> {
                Optional<KeyId> tried = order.insteadOf().filter(later -> isLater(later, key));
                if (tried.filter(later -> isAt(later, KeyStage.SENDING)).isPresent()) {
                    stayWith(key, tried.get());
                    return;
                }
                tried.ifPresent(triedInVain::add);
                if (!isNewest(record(key))) {
                    return;
                }
                if (context.keys().isInUse(key)) {
                    hasDone(key);
                } else if (isAllowed(key)) {
                    switchTo(key);
                } else {
                    context.refuse(key, ReasonCode.BELOW_FLOOR, "its suite is not allowed any more");
                }
            }
            case REPLACED -> order.insteadOf().ifPresentOrElse(tried -> goBack(key, tried), () -> refuseUnknown(key));
            case UNKNOWN, DERIVED, CONFIRMED, GONE -> refuseUnknown(key);
        }
    }

    private void refuseUnknown(KeyId key) {
        context.refuse(key, ReasonCode.UNKNOWN_KEY, "not accepted here");
    }

    /** Frames are to be sent under a key of before again, as long as it is there and the later one is in use. */
    private void goBack(KeyId to, KeyId from) {
        boolean isThere =
                context.keys().suspended().map(KeyRecord::id).filter(to::equals).isPresent()
                        && !working.contains(to)
                        && !retireAsked.contains(to);
        if (isThere
                && isAllowed(to)
                && isAt(from, KeyStage.SENDING)
                && isLater(from, to)
                && !line.isNearItsEnd(record(to))) {
            context.keys().goBack(to, from, "nothing came under " + from);
            switchTo(to);
        } else {
            refuseUnknown(to);
        }
    }

    /** The later key was ordered and is not switched to; where the Enc/Dec is at it, the order is not answered as yet. */
    private void stayWith(KeyId key, KeyId tried) {
        if (!working.contains(tried)) {
            context.keys().move(tried, KeyStage.REPLACED, "nothing came under it");
            context.keys().notInUse();
            switchTo(key);
        }
    }

    private void follow(KeyId key) {
        context.keys().move(key, KeyStage.SENDING, "accepted at both ends");
        switchTo(key);
    }

    /** Sends under a key that both ends accept. */
    void switchTo(KeyId key) {
        if (!working.add(key)) {
            return;
        }
        line.switchTransmit(record(key), outcome -> {
            working.remove(key);
            if (isAt(key, KeyStage.SENDING)) {
                outcome.ifPresentOrElse(failure -> failed(key, failure), () -> hasSwitched(key));
            }
        });
    }

    private void hasSwitched(KeyId key) {
        failures.remove(key);
        line.switched(key);
        context.health().clear(ReasonCode.ENC_DEC_FAILED, ReasonCode.KEY_EXPIRED, ReasonCode.GIVEN_UP_THERE);
        if (context.keys().goneBackFrom().isEmpty()) {
            context.health().rekeyed();
            context.health()
                    .tell(new AssociationEvent.KeyInstalled(
                            context.id(), key, record(key).suite()));
        }
        hasDone(key);
    }

    /** That it went back is said when nothing can follow any more to the key that it went back from. */
    private void hasDone(KeyId key) {
        Optional<KeyId> insteadOf = Optional.ofNullable(ordered.get(key));
        if (insteadOf.isPresent() && line.mayActLate()) {
            owed = Optional.of(key);
        } else {
            owed = Optional.empty();
            context.send(new Message.TransmitSwitched(context.id(), key, insteadOf));
        }
    }

    private void failed(KeyId key, EncDecFailure failure) {
        String why = failure.getMessage();
        failures.merge(key, 1, Integer::sum);
        context.health().raise(ReasonCode.ENC_DEC_FAILED, why);
        context.refuse(key, ReasonCode.ENC_DEC_FAILED, why);
    }

    /** The initiator has no use for the key any more. */
    void retire(KeyId key, GivenUp given) {
        switch (context.keys().stage(key)) {
            case UNKNOWN, GONE -> context.send(new Message.Retired(context.id(), key));
            case DERIVED -> gone(key, given.why());
            case CONFIRMED, RECEIVING -> {
                if (context.keys().find(key).flatMap(KeyRecord::slot).isEmpty()) {
                    gone(key, given.why());
                } else {
                    remove(key, given.why());
                }
            }
            case SENDING -> {
                if (line.hasOneSlot() && given.forAnother()) {
                    context.keys().move(key, KeyStage.REPLACED, given.why());
                    remove(key, given.why());
                } else if (context.keys().at(KeyStage.RECEIVING).isEmpty()) {
                    stop.accept(given);
                }
            }
            case REPLACED -> retireAsked.add(key);
        }
    }

    private void remove(KeyId key, String why) {
        Slot slot = record(key).slot().orElseThrow();
        if (working.add(key)) {
            line.device().change(encDec -> encDec.retire(slot), outcome -> {
                working.remove(key);
                if (context.keys().find(key).isPresent()) {
                    outcome.ifPresentOrElse(
                            failure -> context.health().raise(ReasonCode.ENC_DEC_FAILED, failure.getMessage()),
                            () -> gone(key, why));
                }
            });
        }
    }

    /** The key is no longer in the Enc/Dec: destroys it and says so. */
    void gone(KeyId key, String why) {
        retireAsked.remove(key);
        failures.remove(key);
        ordered.remove(key);
        context.keys().move(key, KeyStage.GONE, why);
        context.health().tell(new AssociationEvent.KeyRetired(context.id(), key, why));
        context.send(new Message.Retired(context.id(), key));
    }

    /** Says what it owes; at its maximum age a replaced key goes also where the Enc/Dec can't be looked at. */
    void tick() {
        if (!stopping) {
            owed.filter(key -> context.keys().isInUse(key)).ifPresent(this::hasDone);
            context.keys().at(KeyStage.REPLACED).stream()
                    .filter(line::isPastAge)
                    .forEach(key -> remove(key.id(), key.reason()));
        }
    }

    /** Looks for frames under a new key: follows them, and removes the keys before it. */
    void observed(Observation observation) {
        if (stopping) {
            return;
        }
        triedInVain.done().forEach(key -> remove(key, "the initiator went back to the key before"));
        context.keys().placed().stream()
                .filter(key -> key.stage() == KeyStage.RECEIVING && isSeen(key, observation))
                .filter(key -> isAllowed(key.id()) && isNewest(key) && !triedInVain.contains(key.id()))
                .reduce((earlier, later) -> later)
                .ifPresent(key -> follow(key.id()));
        boolean seen =
                context.keys().inUse().filter(key -> isSeen(key, observation)).isPresent();
        retireAsked.removeIf(key -> !isAt(key, KeyStage.REPLACED));
        Optional<KeyId> before = mayBeGoneBackTo();
        for (KeyRecord key : context.keys().at(KeyStage.REPLACED)) {
            Duration last = seen ? context.pace().settle() : context.pace().silence();
            boolean asked =
                    retireAsked.contains(key.id()) && isOver(context.keys().replaced(key), last);
            if (asked || seen && mayGoUnasked(key) && !before.equals(Optional.of(key.id()))) {
                remove(key.id(), key.reason());
            }
        }
    }

    /**
     * Before the initiator asks, whose Enc/Dec can't send under the key then, an order of before may be carried out late
     * there; so long it stays.
     */
    private boolean mayGoUnasked(KeyRecord key) {
        return key.state() != KeyState.SUSPENDED
                && isOver(context.keys().replaced(key), context.pace().patience())
                && line.isLeft(key);
    }

    /**
     * The key that was replaced last, which the initiator may have gone back to or may be about to, whatever is thought of
     * it here: it stays until the initiator has no use for it any more.
     */
    private Optional<KeyId> mayBeGoneBackTo() {
        return context.keys().at(KeyStage.REPLACED).stream()
                .filter(key -> line.mayGoBack())
                .max(Comparator.comparing(KeyRecord::number))
                .map(KeyRecord::id);
    }

    private static boolean isSeen(KeyRecord key, Observation observation) {
        return observation.find(key.id()).map(InstalledKey::framesReceived).orElse(0L) > 0;
    }

    private boolean isOver(Instant since, Duration wait) {
        return !context.now().isBefore(since.plus(wait));
    }

    private boolean isAt(KeyId key, KeyStage stage) {
        return context.keys().find(key).filter(at -> at.stage() == stage).isPresent();
    }

    private boolean isAllowed(KeyId key) {
        return context.mayBeUsed(record(key));
    }

    /** Not given to the Enc/Dec before the one in use: an order that comes late is overtaken by what happened since. */
    private boolean isNewest(KeyRecord key) {
        return context.keys()
                .current()
                .filter(used -> used.number() > key.number())
                .isEmpty();
    }

    /** Whether a key was given to the Enc/Dec after another one: it ends later, too. */
    private boolean isLater(KeyId key, KeyId than) {
        return context.keys()
                .find(key)
                .filter(found -> found.number() > record(than).number())
                .isPresent();
    }

    private KeyRecord record(KeyId key) {
        return context.keys().find(key).orElseThrow();
    }
}
