package org.openmfs.agent.channel;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;
import org.openmfs.agent.stock.Preference;

/** The initiator's end: takes keys from the stock, replaces the key in use when it is due, removes old ones. */
final class LeadingEnd implements End, SwitchOver.Ended {
    /** The responder does not want the key, or has it no more, whatever it is to be used for. */
    private static final Set<ReasonCode> NOT_WANTED =
            Set.of(ReasonCode.UNKNOWN_KEY, ReasonCode.BELOW_FLOOR, ReasonCode.NO_COMMON_SUITE);

    private final Line line;
    private final AssociationContext context;
    private final Limits limits;
    private final BooleanSupplier peerMayAnswer;
    private final BiConsumer<KeyId, String> unprovedThere;
    private final Preference preference;
    private final ReceiveOnBoth preparing;
    private final SwitchOver switchOver;
    private final Removal removal;
    private final Set<KeyId> replaceAtOnce = new HashSet<>();
    /** Keys that were replaced here, and that the responder does not send under, as it says. */
    private final Set<KeyId> idleThere = new HashSet<>();

    private Optional<Observation> last = Optional.empty();
    /** The key that both ends were last known to send under. */
    private Optional<KeyId> settledOn = Optional.empty();

    private boolean stopping;

    /**
     * @param peerMayAnswer whether the peer could answer now, as far as is known
     * @param unprovedThere told of a key that nothing comes under at the responder, as it says
     */
    LeadingEnd(Line line, Limits limits, BooleanSupplier peerMayAnswer, BiConsumer<KeyId, String> unprovedThere) {
        this.line = line;
        this.context = line.context();
        this.limits = limits;
        this.peerMayAnswer = peerMayAnswer;
        this.unprovedThere = unprovedThere;
        this.preference = new Preference(context);
        this.preparing = new ReceiveOnBoth(line, this::unusable);
        this.switchOver = new SwitchOver(line, this);
        this.removal = new Removal(line);
    }

    @Override
    public void received(Message message) {
        switch (message) {
            case Message.ReceiveInstalled installed -> preparing.received(installed);
            case Message.TransmitSwitched switched -> {
                idleThere.remove(switched.key());
                switchOver.received(switched);
            }
            case Message.Refuse refuse -> refused(refuse);
            default -> {}
        }
    }

    private void refused(Message.Refuse refuse) {
        KeyId key = refuse.key();
        if (NOT_WANTED.contains(refuse.reason())) {
            context.keys().noWayBackTo(key);
        }
        if (!preparing.concerns(key) && !switchOver.concerns(key) && !isInUse(key)) {
            return;
        }
        preparing.heard(key);
        switchOver.heard(key);
        String why = "the responder says: " + refuse.text();
        switch (refuse.reason()) {
            case UNKNOWN_KEY -> {
                preparing.giveUp(key, why);
                switchOver.lost(key, why);
            }
            case BELOW_FLOOR, NO_COMMON_SUITE -> {
                preparing.giveUp(key, why);
                switchOver.refused(key);
                if (isInUse(key)) {
                    replaceAtOnce.add(key);
                }
            }
            case NOT_PROVED -> unprovedThere.accept(key, why);
            case ENC_DEC_FAILED -> {
                context.health().raise(ReasonCode.ENC_DEC_FAILED, why);
                switchOver.troubled(key);
                preparing.refused(refuse);
            }
            default -> {
                if (switchOver.concerns(key)) {
                    context.health().raise(refuse.reason(), why);
                }
                preparing.refused(refuse);
            }
        }
    }

    @Override
    public Optional<KeyId> unproved(KeyId key, String why) {
        Optional<KeyRecord> before = context.keys()
                .suspended()
                .filter(old -> line.mayGoBack() && switchOver.isTrying(key) && !line.isNearItsEnd(old))
                .filter(context::mayBeUsed);
        before.ifPresent(old -> {
            replaceAtOnce.remove(old.id());
            settledOn = Optional.empty();
            switchOver.goBack(old, why);
            limits.triedInVain();
            context.health().tell(new AssociationEvent.RekeyFailed(context.id(), ReasonCode.NOT_PROVED, why));
        });
        return before.map(KeyRecord::id);
    }

    private boolean isInUse(KeyId key) {
        return context.keys().stage(key) == KeyStage.SENDING;
    }

    @Override
    public void stands(KeyRecord key, KeyStage there) {
        boolean destroyedThere = there == KeyStage.UNKNOWN || there == KeyStage.GONE;
        if (key.stage() != KeyStage.REPLACED) {
            boolean replacedThere =
                    there == KeyStage.REPLACED && !context.keys().isGoneBackTo(key.id());
            if (destroyedThere || replacedThere) {
                discard(key.id(), "the responder does not have it any more");
            }
            return;
        }
        if (destroyedThere) {
            context.keys().noWayBackTo(key.id());
            removal.gone(key.id());
            last = last.map(seen -> seen.without(key.id()));
        }
        // One that was gone back from may be followed to all the same, by an order that comes late.
        if (there == KeyStage.SENDING || context.keys().goneBackFrom().equals(Optional.of(key.id()))) {
            idleThere.remove(key.id());
        } else {
            idleThere.add(key.id());
        }
    }

    @Override
    public void discard(KeyId key, String why) {
        if (isInUse(key)) {
            context.keys().noWayBackTo(key);
            switchOver.lost(key, why);
            replaceAtOnce.add(key);
        } else {
            preparing.drop(key);
            removal.begin(key, why);
        }
    }

    @Override
    public void recovered(Observation observation) {
        last = Optional.of(observation);
        for (KeyRecord key : context.keys().live()) {
            boolean held = key.stage() == KeyStage.RECEIVING || key.stage() == KeyStage.SENDING;
            if (held && !Recovery.isInstalled(key, observation)) {
                lost(key);
            }
        }
        long used = context.keys().inUse().map(KeyRecord::number).orElse(0L);
        context.keys().at(KeyStage.SENDING).stream()
                .filter(key -> used > 0 && key.number() > used)
                .forEach(key -> removal.begin(key.id(), "the Enc/Dec could not send under it"));
        context.keys().outlived().forEach(key -> replaceAtOnce.add(key.id()));
        context.keys().current().ifPresentOrElse(this::goOnWith, removal::beginReplaced);
    }

    /** A key that the Enc/Dec does not send under is accepted until there is another. */
    private void goOnWith(KeyRecord current) {
        if (context.keys().isInUse(current.id())) {
            switchOver.resume(current);
        } else {
            replaceAtOnce.add(current.id());
        }
    }

    @Override
    public void observed(Observation observation) {
        last = Optional.of(observation);
        switchOver.observed(observation);
        settledOn
                .filter(key -> switchOver.idle() && context.keys().isInUse(key))
                .ifPresent(key -> removal.beginReplaced());
    }

    @Override
    public void lost(KeyRecord key) {
        switchOver.drop(key.id());
        preparing.drop(key.id());
        removal.begin(key.id(), line.whyLost(key));
    }

    @Override
    public void silenced(KeyRecord key) {
        replaceAtOnce.add(key.id());
    }

    @Override
    public void stopping() {
        stopping = true;
        preparing.abandon();
        switchOver.abandon();
    }

    @Override
    public void cleared() {
        stopping = false;
        last = Optional.of(new Observation(List.of(), 0));
        removal.cleared();
    }

    @Override
    public void reconfigured() {}

    @Override
    public void rekey() {
        context.keys().current().ifPresent(key -> replaceAtOnce.add(key.id()));
    }

    @Override
    public void distrust(String why) {
        line.distrust();
        context.keys().noWayBack();
        context.keys().readyOnes().forEach(key -> discard(key.id(), why));
        rekey();
    }

    @Override
    public void linkIsUp() {
        preparing.linkIsUp();
        switchOver.linkIsUp();
        removal.linkIsUp();
    }

    @Override
    public void tick() {
        preparing.tick();
        switchOver.tick();
        removal.tick();
    }

    @Override
    public void upkeep() {
        discardForbidden();
        boolean needed = isDue();
        if (!stopping && last.isPresent()) {
            if (needed && switchOver.free()) {
                preparing.accepted().stream().findFirst().ifPresent(this::switchTo);
            }
            preparing.upkeep(last.get());
            if (needed && switchOver.free() && removal.idle() && preparing.isCrowdedOut(last.get())) {
                makeRoom();
            }
        }
        idleThere.removeIf(key -> context.keys().stage(key) != KeyStage.REPLACED);
    }

    private void discardForbidden() {
        context.keys().readyOnes().stream()
                .filter(key -> !context.mayBeUsed(key))
                .forEach(key -> discard(key.id(), "its suite is not allowed any more"));
    }

    /** Where there is but one slot, the key in use goes before the next one comes. */
    private void makeRoom() {
        removal.beginOneOf(idleThere);
        if (line.hasOneSlot() && peerMayAnswer.getAsBoolean()) {
            context.keys().current().ifPresent(key -> {
                switchOver.drop(key.id());
                removal.begin(key.id(), "makes room for the next key");
            });
        }
    }

    /** The responder may never have sent under a key that was not settled on, and have it no more. */
    private void switchTo(KeyRecord accepted) {
        context.keys()
                .current()
                .map(KeyRecord::id)
                .filter(key -> !settledOn.equals(Optional.of(key)))
                .ifPresent(context.keys()::noWayBackTo);
        preparing.drop(accepted.id());
        switchOver.start(accepted.id());
    }

    @Override
    public boolean needsKey() {
        // One that waits its time after a trial is made all the same: without it traffic might have to stop.
        return (isDue() || limits.isWaitingAfterTrial() && limits.rekeyDue()) && switchOver.free();
    }

    /** Whether frames should be sent under another key. */
    private boolean isDue() {
        Optional<KeyRecord> current = context.keys().current();
        return current.isEmpty()
                || !limits.isWaitingAfterTrial()
                        && (limits.rekeyDue() || preference.isWeaker(current.get()) && preference.hasBest())
                || replaceAtOnce.contains(current.get().id())
                || !context.mayBeUsed(current.get());
    }

    @Override
    public void settled(KeyRecord key) {
        settledOn = Optional.of(key.id());
        // What was asked of earlier keys is done; what was asked of this one while it settled is not.
        replaceAtOnce.retainAll(Set.of(key.id()));
        removal.beginReplaced();
    }

    @Override
    public void unusable(KeyId key, String why) {
        context.health().tell(new AssociationEvent.RekeyFailed(context.id(), ReasonCode.ENC_DEC_FAILED, why));
        if (context.keys().isGoneBackTo(key)) {
            // The responder sends under it until it has followed to another.
            context.keys().noWayBackTo(key);
            context.keys().move(key, KeyStage.REPLACED, why);
        } else {
            removal.begin(key, why);
        }
    }

    @Override
    public void orphaned(KeyId key, String why) {
        replaceAtOnce.add(key);
    }

    @Override
    public boolean working() {
        return !preparing.idle() || !switchOver.idle() || !removal.idle();
    }

    @Override
    public boolean settling() {
        return switchOver.settling();
    }

    @Override
    public boolean switching() {
        return switchOver.switching();
    }

    @Override
    public boolean supplied() {
        return !switchOver.free() || context.keys().ready() > 0;
    }

    @Override
    public void abandon() {
        preparing.abandon();
        switchOver.abandon();
        removal.abandon();
    }
}
