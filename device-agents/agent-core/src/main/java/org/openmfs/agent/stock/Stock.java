package org.openmfs.agent.stock;

import java.util.HashSet;
import java.util.Set;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.exchange.InitiatorRun;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;

/** The keys that wait for their use, as the initiator keeps their number: has them made, one exchange after the other. */
public final class Stock implements InitiatorRun.Ended {
    private final AssociationContext context;
    private final Use use;
    private final Peer peer;
    private final Supply supply;
    private final InitiatorRun run;
    private final Preference preference;
    private final Renewals renewals;
    private final StockAlarm alarm;
    private final Set<KeyId> lost = new HashSet<>();

    /** What is known of the peer. */
    public interface Peer {
        /** Whether it could answer an offer, as far as is known. */
        boolean mayAnswer();

        /** Whether it was met since this CF started. */
        boolean isMet();
    }

    public Stock(AssociationContext context, Use use, Peer peer) {
        this.context = context;
        this.use = use;
        this.peer = peer;
        this.supply = new Supply(context, use::keyEnds);
        this.run = new InitiatorRun(context, this);
        this.preference = new Preference(context);
        this.renewals = new Renewals(context);
        this.alarm = new StockAlarm(context);
    }

    /** The responder says something of an exchange. */
    public void received(Message.OfResponder message) {
        switch (message) {
            case Message.Answer answer -> run.received(answer);
            case Message.Reselect reselect -> run.received(reselect);
            case Message.Confirmed confirmed -> run.received(confirmed);
            case Message.Refuse refuse -> {
                run.received(refuse);
                lostIfGivenUp(refuse);
            }
            case Message.ReceiveInstalled installed -> {}
            case Message.TransmitSwitched switched -> {}
            case Message.Retired retired -> {}
            case Message.Standing standing -> {}
            case Message.Query query -> {}
        }
    }

    /** The responder says how far it has come with a key that it has not confirmed, as far as is known here. */
    public void stands(KeyId key, KeyStage there) {
        boolean useless = isUseless(there);
        boolean confirmed = !useless && there != KeyStage.DERIVED;
        if (run.confirming(key)) {
            if (confirmed) {
                run.received(new Message.Confirmed(context.id(), key));
            } else if (useless) {
                run.disowned(key);
            }
        } else if (confirmed) {
            context.keys().move(key, KeyStage.CONFIRMED, "confirmed");
        } else {
            use.discard(key, "its exchange was cut off");
        }
    }

    /** The responder says how far it has come with a key that it had confirmed. */
    public void lostIfUseless(KeyRecord key, KeyStage there) {
        boolean outdated = there == KeyStage.REPLACED && context.keys().isGoneBackTo(key.id());
        if (key.stage() != KeyStage.REPLACED && isUseless(there) && !outdated) {
            countLost(key.id());
        }
    }

    /** Each key is lost once, however often the responder says so. */
    private void countLost(KeyId key) {
        lost.removeIf(id -> context.keys().find(id).isEmpty());
        if (lost.add(key)) {
            supply.lostThere();
        }
    }

    /** A key that the responder confirmed, and does not want when it is to be used, is a key lost. */
    private void lostIfGivenUp(Message.Refuse refuse) {
        boolean forGood = switch (refuse.reason()) {
            case UNKNOWN_KEY, BELOW_FLOOR, NO_COMMON_SUITE -> true;
            default -> false;
        };
        boolean confirmed = context.keys()
                .find(refuse.key())
                .filter(key -> key.stage() != KeyStage.DERIVED && key.stage() != KeyStage.REPLACED)
                .isPresent();
        if (forGood && confirmed) {
            countLost(refuse.key());
        }
    }

    private static boolean isUseless(KeyStage there) {
        return there == KeyStage.UNKNOWN || there == KeyStage.GONE || there == KeyStage.REPLACED;
    }

    /** Whether this key waits for the responder's word, which will come. */
    public boolean confirming(KeyId key) {
        return run.confirming(key);
    }

    /** Whether a key is being made. */
    public boolean working() {
        return !run.idle();
    }

    /** The settings are others now. */
    public void reconfigured() {
        supply.forgetFailures();
        run.reconfigured();
        context.health().clear(ReasonCode.BELOW_FLOOR, ReasonCode.NO_COMMON_SUITE);
    }

    /** A method of this CF that may have been in the way can be used now, as far as is known. */
    public void methodReturned(MethodId method) {
        supply.methodReturned(method);
    }

    public void linkIsUp() {
        supply.linkIsUp();
        run.linkIsUp();
    }

    public void tick() {
        run.tick();
    }

    /** Has a key made if one is wanted, and it is time. */
    public void upkeep() {
        int ready = context.keys().ready();
        boolean wanted = ready < supply.stockTarget() || ready == 0 && use.needsKey();
        boolean better = !wanted
                && preference.hasWeaker()
                && preference.isForBest(supply.next())
                && renewals.mayBe(supply.stockTarget());
        if ((wanted || better) && run.idle()) {
            if (!peer.mayAnswer()) {
                alarm.noneCanBeMade();
            } else if (peer.isMet()) {
                supply.next().ifPresentOrElse(suite -> start(suite, better), preference::tellIfNoneDoes);
            }
        }
        alarm.look();
    }

    private void start(Suite suite, boolean better) {
        if (better) {
            renewals.begun();
        }
        run.start(suite);
    }

    @Override
    public void made(KeyRecord key) {
        supply.succeeded(key.suite());
        context.health().exchanged();
        context.health().clearExchangeReasons(context.betterThan(key.suite()));
        context.health().clear(ReasonCode.STOCK_EMPTY);
        if (!preference.isWeaker(key)) {
            // A better key takes the place of one in stock, and of those that would be sent under before it.
            preference
                    .replacedByBetter()
                    .forEach(weaker -> use.discard(weaker.id(), "a key of a better suite was made"));
        }
    }

    @Override
    public void failed(Suite suite, ReasonCode code, String text) {
        supply.failed(code, suite.id());
        context.health().failed();
        context.health().raise(code, suite.id(), text);
        context.health().tell(new AssociationEvent.RekeyFailed(context.id(), code, text));
        alarm.noneCanBeMade();
    }

    @Override
    public void reselected(Suite refused, Message.Reselect answer) {
        context.heard(answer.floor());
        if (!supply.reselect(refused.id(), answer.wanted())) {
            failed(refused, ReasonCode.NO_COMMON_SUITE, "the responder wants " + answer.wanted());
        }
    }

    @Override
    public void welcome(Message.Reselect answer) {
        context.heard(answer.floor());
        supply.welcome(answer.wanted());
    }

    @Override
    public void disowned(KeyId key) {
        use.discard(key, "the responder does not have it");
    }

    /** Gives up what is under way and wipes it. */
    public void abandon() {
        run.abandon();
    }
}
