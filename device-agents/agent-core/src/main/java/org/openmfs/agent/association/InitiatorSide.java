package org.openmfs.agent.association;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.registry.KeyRecord;

/** The side that leads: keeps the stock filled, replaces the key in use when it is due, removes old ones. */
final class InitiatorSide implements Side, Offering.Ended, Installing.Ended {
    private final AssociationContext context;
    private final Limits limits;
    private final Acquaintance acquaintance;
    private final Supply supply;
    private final Offering offering;
    private final Preparing preparing;
    private final Installing installing;
    private final Retiring retiring;
    private final SuiteInUse suiteInUse;
    private final Preference preference;
    private final StockAlarm stockAlarm;
    private final Set<KeyId> replaceAtOnce = new HashSet<>();
    /** Keys that were replaced here, and that the responder does not send under, as it says. */
    private final Set<KeyId> idleThere = new HashSet<>();

    private Optional<Observation> last = Optional.empty();
    private boolean stopping;

    InitiatorSide(AssociationContext context, Limits limits, Acquaintance acquaintance) {
        this.context = context;
        this.limits = limits;
        this.supply = new Supply(context, limits);
        this.acquaintance = acquaintance;
        this.offering = new Offering(context, this);
        this.preparing = new Preparing(context, this::unusable);
        this.installing = new Installing(context, this);
        this.retiring = new Retiring(context);
        this.suiteInUse = new SuiteInUse(context);
        this.preference = new Preference(context);
        this.stockAlarm = new StockAlarm(context);
    }

    @Override
    public void received(Message message) {
        if (message instanceof Message.OfResponder said) {
            heard(said);
        }
    }

    private void heard(Message.OfResponder message) {
        switch (message) {
            case Message.Answer answer -> offering.received(answer);
            case Message.Reselect reselect -> offering.received(reselect);
            case Message.Confirmed confirmed -> offering.received(confirmed);
            case Message.ReceiveInstalled installed -> preparing.received(installed);
            case Message.TransmitSwitched switched -> {
                idleThere.remove(switched.key());
                installing.received(switched);
            }
            case Message.Retired retired -> {
                stands(retired.key(), KeyStage.GONE);
                last = last.map(seen -> seen.without(retired.key()));
            }
            case Message.Standing standing -> stands(standing.key(), standing.stage());
            case Message.Refuse refuse -> refused(refuse);
            case Message.Query query -> {}
        }
    }

    private void refused(Message.Refuse refuse) {
        offering.received(refuse);
        KeyId key = refuse.key();
        if (!preparing.concerns(key) && !installing.concerns(key) && !isInUse(key)) {
            return;
        }
        preparing.heard(key);
        installing.heard(key);
        String why = "the responder says: " + refuse.text();
        switch (refuse.reason()) {
            case UNKNOWN_KEY -> {
                preparing.giveUp(key, why);
                installing.lost(key, why);
            }
            case BELOW_FLOOR, NO_COMMON_SUITE -> {
                preparing.giveUp(key, why);
                installing.refused(key);
                if (isInUse(key)) {
                    replaceAtOnce.add(key);
                }
            }
            case ENC_DEC_FAILED -> {
                context.health().raise(ReasonCode.ENC_DEC_FAILED, why);
                installing.troubled(key);
                preparing.refused(refuse);
            }
            default -> {
                if (installing.concerns(key)) {
                    context.health().raise(refuse.reason(), why);
                }
                preparing.refused(refuse);
            }
        }
    }

    private boolean isInUse(KeyId key) {
        return context.keys().stage(key) == KeyStage.SENDING;
    }

    private void stands(KeyId key, KeyStage there) {
        boolean useless = there == KeyStage.UNKNOWN || there == KeyStage.GONE || there == KeyStage.REPLACED;
        Optional<KeyRecord> found = context.keys().find(key);
        if (found.isEmpty()) {
            return;
        }
        switch (found.get().stage()) {
            case UNKNOWN, GONE -> {}
            case DERIVED -> derivedStands(key, there, useless);
            case CONFIRMED, RECEIVING, SENDING -> {
                if (useless) {
                    supply.lostThere();
                    lost(found.get(), "the responder does not have it any more");
                }
            }
            case REPLACED -> {
                if (there == KeyStage.UNKNOWN || there == KeyStage.GONE) {
                    retiring.gone(key);
                }
                if (there == KeyStage.SENDING) {
                    idleThere.remove(key);
                } else {
                    idleThere.add(key);
                }
            }
        }
    }

    private void derivedStands(KeyId key, KeyStage there, boolean useless) {
        boolean confirmed = !useless && there != KeyStage.DERIVED;
        if (offering.confirming(key)) {
            if (confirmed) {
                offering.received(new Message.Confirmed(context.id(), key));
            } else if (useless) {
                offering.disowned(key);
            }
        } else if (confirmed) {
            context.keys().move(key, KeyStage.CONFIRMED, "confirmed");
        } else {
            retiring.begin(key, "its exchange was cut off");
        }
    }

    private void lost(KeyRecord key, String why) {
        if (key.stage() == KeyStage.SENDING) {
            installing.lost(key.id(), why);
            replaceAtOnce.add(key.id());
        } else {
            preparing.drop(key.id());
            retiring.begin(key.id(), why);
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
                .forEach(key -> retiring.begin(key.id(), "the Enc/Dec could not send under it"));
        context.keys().current().ifPresentOrElse(installing::resume, retiring::beginReplaced);
    }

    @Override
    public void observed(Observation observation) {
        last = Optional.of(observation);
        installing.observed(observation);
    }

    @Override
    public void lost(KeyRecord key) {
        installing.drop(key.id());
        preparing.drop(key.id());
        retiring.begin(key.id(), "the Enc/Dec lost it");
    }

    @Override
    public void silenced(KeyRecord key) {
        replaceAtOnce.add(key.id());
    }

    @Override
    public void stopping() {
        stopping = true;
        preparing.abandon();
        installing.abandon();
    }

    @Override
    public void cleared() {
        stopping = false;
        last = Optional.of(new Observation(List.of(), 0));
        retiring.cleared();
    }

    @Override
    public void reconfigured() {
        supply.forgetFailures();
        offering.reconfigured();
        context.health().clear(ReasonCode.BELOW_FLOOR, ReasonCode.NO_COMMON_SUITE);
    }

    @Override
    public void methodReturned(MethodId method) {
        supply.methodReturned(method);
    }

    @Override
    public void rekey() {
        context.keys().current().ifPresent(key -> replaceAtOnce.add(key.id()));
    }

    @Override
    public void distrust(String why) {
        context.keys().readyOnes().forEach(key -> lost(key, why));
        rekey();
    }

    @Override
    public void linkIsUp() {
        supply.forgetFailures();
        offering.linkIsUp();
        preparing.linkIsUp();
        installing.linkIsUp();
        retiring.linkIsUp();
    }

    @Override
    public void tick() {
        offering.tick();
        preparing.tick();
        installing.tick();
        retiring.tick();
    }

    @Override
    public void upkeep() {
        retireForbidden();
        suiteInUse.look();
        boolean needed = needed();
        if (!stopping && last.isPresent()) {
            if (needed && installing.free()) {
                preparing.accepted().stream().findFirst().ifPresent(this::install);
            }
            preparing.upkeep(last.get());
            if (needed && installing.free() && retiring.idle() && preparing.isCrowdedOut(last.get())) {
                makeRoom();
            }
        }
        int ready = context.keys().ready();
        boolean wanted = ready < context.settings().life().stockTarget()
                || needed && ready == 0 && installing.free()
                || preference.hasWeaker() && preference.isForBest(supply.next());
        if (wanted && offering.idle()) {
            if (!acquaintance.mayAnswer()) {
                stockAlarm.noneCanBeMade();
            } else if (acquaintance.isMet()) {
                supply.next().ifPresentOrElse(offering::start, preference::tellIfNoneDoes);
            }
        }
        idleThere.removeIf(key -> context.keys().stage(key) != KeyStage.REPLACED);
        stockAlarm.look();
    }

    /** Where there is but one slot, the key in use goes before the next one comes. */
    private void makeRoom() {
        retiring.beginOneOf(idleThere);
        if (context.hasOneSlot() && acquaintance.mayAnswer()) {
            context.keys().current().ifPresent(key -> {
                installing.drop(key.id());
                retiring.begin(key.id(), "makes room for the next key");
            });
        }
    }

    private void install(KeyRecord accepted) {
        preparing.drop(accepted.id());
        installing.start(accepted.id());
    }

    /** Whether frames should be sent under another key. */
    private boolean needed() {
        Optional<KeyRecord> current = context.keys().current();
        return current.isEmpty()
                || limits.rekeyDue()
                || preference.isWeaker(current.get()) && preference.hasBest()
                || replaceAtOnce.contains(current.get().id())
                || !context.choice().allows(current.get().suite());
    }

    private void retireForbidden() {
        context.keys().readyOnes().stream()
                .filter(key -> !context.choice().allows(key.suite()))
                .forEach(key -> lost(key, "its suite is not allowed any more"));
    }

    @Override
    public void made(KeyRecord key) {
        supply.succeeded(key.suite());
        context.health().exchanged();
        context.health().clearExchangeReasons();
        context.health().clear(ReasonCode.STOCK_EMPTY);
        if (!preference.isWeaker(key)) {
            // A better key takes the place of one in stock, and of those that would be sent under before it.
            preference.replacedByBetter().forEach(weaker -> lost(weaker, "a key of a better suite was made"));
        }
    }

    @Override
    public void failed(Suite suite, ReasonCode code, String text) {
        supply.failed(code, suite.id());
        context.health().failed();
        context.health().raise(code, suite.id(), text);
        context.health().tell(new AssociationEvent.RekeyFailed(context.id(), code, text));
        stockAlarm.noneCanBeMade();
    }

    @Override
    public void reselected(Suite refused, Message.Reselect answer) {
        if (!supply.reselect(refused.id(), answer.wanted())) {
            failed(refused, ReasonCode.NO_COMMON_SUITE, "the responder wants " + answer.wanted());
        }
    }

    @Override
    public void welcome(SuiteId suite) {
        supply.welcome(suite);
    }

    @Override
    public void disowned(KeyId key) {
        retiring.begin(key, "the responder does not have it");
    }

    @Override
    public void settled(KeyRecord key) {
        // What was asked of earlier keys is done; what was asked of this one while it settled is not.
        replaceAtOnce.retainAll(Set.of(key.id()));
        retiring.beginReplaced();
    }

    @Override
    public void unusable(KeyId key, String why) {
        context.health().tell(new AssociationEvent.RekeyFailed(context.id(), ReasonCode.ENC_DEC_FAILED, why));
        retiring.begin(key, why);
    }

    @Override
    public void orphaned(KeyId key, String why) {
        replaceAtOnce.add(key);
    }

    @Override
    public boolean working() {
        return !offering.idle() || !preparing.idle() || !installing.idle() || !retiring.idle();
    }

    @Override
    public boolean settling() {
        return installing.settling();
    }

    @Override
    public boolean switching() {
        return installing.switching();
    }

    @Override
    public boolean supplied() {
        return !installing.free() || context.keys().ready() > 0;
    }

    @Override
    public boolean sharedWithPeer(KeyRecord key) {
        return !offering.confirming(key.id());
    }

    @Override
    public void abandon() {
        offering.abandon();
        preparing.abandon();
        installing.abandon();
        retiring.abandon();
    }
}
