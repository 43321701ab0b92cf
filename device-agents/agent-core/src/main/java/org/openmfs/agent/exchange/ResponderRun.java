package org.openmfs.agent.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteChoice.Objection;
import org.openmfs.agent.combine.SuiteChoice.Verdict;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.Origin;
import org.openmfs.agent.method.ResponderExchange;
import org.openmfs.agent.protocol.Authenticator;
import org.openmfs.agent.protocol.ForPeer;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.Octets;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.protocol.Signature;

/** The responder's half of exchanges: judges offers, answers them once, and checks the initiator's proof. */
public final class ResponderRun {
    private static final int MOST_AT_ONCE = 4;
    /** More than the largest stock that can be asked for, 64. */
    private static final int MOST_READY = 80;

    private static final String USED_BEFORE = "this key id was used before";
    private static final Message.Proof NO_PROOF =
            new Message.Proof(new Octets(new byte[0]), new Signature(new byte[0]));
    private final AssociationContext context;
    private final Map<KeyId, Attempt> attempts = new HashMap<>();
    private final Proofs proofs;
    private final OfferBudget budget;
    private final LastRefusal refused;

    /**
     * The methods make their secrets for an offer, and then the combiner the key.
     *
     * @param until when they are waited for
     */
    private record Attempt(Message.Offer offer, Flight<?> flight, Instant until) {}

    public ResponderRun(AssociationContext context) {
        this.context = context;
        this.budget = new OfferBudget(context);
        this.refused = new LastRefusal(context);
        this.proofs = new Proofs(context);
    }

    public boolean idle() {
        return attempts.isEmpty() && proofs.idle();
    }

    public void received(Message.Offer offer) {
        KeyId key = offer.key();
        Optional<Message.Answer> answer = proofs.waiting(key);
        if (answer.isPresent()) {
            context.send(answer.get());
        } else if (attempts.containsKey(key) || context.keys().find(key).isPresent()) {
            return;
        } else if (context.keys().everKnown(key)) {
            context.refuse(key, ReasonCode.UNKNOWN_KEY, USED_BEFORE);
        } else if (attempts.size() + proofs.underWay() >= MOST_AT_ONCE) {
            context.refuse(key, ReasonCode.BUSY, "too many exchanges at once");
        } else if (context.keys().ready() >= MOST_READY) {
            context.refuse(key, ReasonCode.BUSY, "too many keys wait for their use");
        } else if (!budget.take()) {
            context.refuse(key, ReasonCode.BUSY, "too many offers in a short time");
        } else {
            proofs.forgetOldest();
            judge(offer);
        }
    }

    private void judge(Message.Offer offer) {
        refused.forget();
        context.heard(offer.floor());
        if (!offer.purpose().equals(context.purpose())) {
            String text = "keys here are for " + context.purpose().text() + ", the initiator's for "
                    + offer.purpose().text();
            context.health().raise(ReasonCode.ENC_DEC_DIFFERS, text);
            context.refuse(offer.key(), ReasonCode.ENC_DEC_DIFFERS, text);
        } else if (!context.authenticator().know(context.parties().peer(), seenFromHere(offer.certificates()))) {
            context.refuse(
                    offer.key(), ReasonCode.AUTHENTICATION_FAILED, "the certificates are not those of this link");
        } else {
            whenAccepted(offer, suite -> take(offer, suite));
        }
    }

    private static Authenticator.Certificates seenFromHere(Authenticator.Certificates there) {
        return new Authenticator.Certificates(there.peer(), there.own());
    }

    private void whenAccepted(Message.Offer offer, Consumer<Suite> then) {
        KeyId key = offer.key();
        switch (context.choice().judge(offer.suites(), offer.selected(), offer.floor())) {
            case Verdict.Accepted accepted -> then.accept(accepted.suite());
            case Verdict.Preferred preferred ->
                context.send(new Message.Reselect(
                        context.id(),
                        key,
                        preferred.suite(),
                        context.settings().policy().floor()));
            case Verdict.Rejected rejected -> {
                refused.forSettings(offer);
                context.refuse(
                        key, refusal(rejected.objection()), context.choice().objections(offer.suites(), offer.floor()));
            }
        }
    }

    /** The settings are others now: the initiator is told if they allow what it offered last and in vain. */
    public void reconfigured() {
        refused.welcomeAfterSettings();
    }

    /** The initiator is told if this method kept its last offer from being answered. */
    public void methodReturned(MethodId method) {
        refused.welcomeAfter(method);
    }

    private static ReasonCode refusal(Objection objection) {
        return switch (objection) {
            case UNKNOWN, METHOD_MISSING -> ReasonCode.NO_COMMON_SUITE;
            case BELOW_FLOOR -> ReasonCode.BELOW_FLOOR;
        };
    }

    private void take(Message.Offer offer, Suite suite) {
        if (!Agreement.wellFormed(
                context,
                suite,
                offer.nonce(),
                offer.labelShare(),
                offer.contributions().size())) {
            context.refuse(offer.key(), ReasonCode.METHOD_FAILED, "the offer is not well formed");
            return;
        }
        ExchangeContext exchange = new ExchangeContext(
                offer.key(), context.parties().initiator(), context.parties().responder());
        List<Leg<ResponderExchange>> legs = new ArrayList<>();
        for (int i = 0; i < suite.methods().size(); i++) {
            legs.add(Leg.responding(
                    context,
                    suite.methods().get(i),
                    exchange,
                    offer.contributions().get(i)));
        }
        Instant until = context.now().plus(inTime());
        Flight<ResponderExchange> flight =
                Flight.start(context, legs, ResponderExchange::close, landing -> landed(offer, until, landing));
        attempts.put(offer.key(), new Attempt(offer, flight, until));
    }

    private void landed(Message.Offer offer, Instant until, Flight.Landing<ResponderExchange> landing) {
        attempts.remove(offer.key());
        switch (landing) {
            case Flight.Failed<ResponderExchange> failed -> failed(offer, failed.by(), failed.failure());
            case Flight.Complete<ResponderExchange> complete -> {
                List<ResponderExchange> exchanges = new ArrayList<>(complete.results());
                try {
                    List<Origin> origins = exchanges.stream()
                            .flatMap(exchange -> exchange.origins().stream())
                            .toList();
                    whenFirst(
                            offer,
                            origins,
                            () -> whenAccepted(offer, suite -> {
                                combine(unproved(offer, suite, exchanges), exchanges, until);
                                exchanges.clear();
                            }));
                } finally {
                    exchanges.forEach(ResponderExchange::close);
                }
            }
        }
    }

    /** Claimed when the methods had them: what a peer invents costs no room for ever. */
    private void whenFirst(Message.Offer offer, List<Origin> origins, Runnable then) {
        context.claim(origins)
                .ifPresentOrElse(
                        reused -> failed(
                                offer,
                                new Worker.Method(reused.method()),
                                new MethodFailure(MethodFailure.Reason.REUSED, "this key was delivered before")),
                        then);
    }

    private void failed(Message.Offer offer, Worker by, MethodFailure failure) {
        String text = by + ": " + failure.getMessage();
        ReasonCode code = ReasonCode.ofMethod(failure.reason());
        context.health().raise(code, offer.selected(), text);
        context.health().failed();
        context.health().tell(new AssociationEvent.RekeyFailed(context.id(), code, text));
        switch (by) {
            case Worker.Method(MethodId method) -> {
                refused.forMethod(offer, method);
                context.health().raise(code, method, offer.selected(), failure.getMessage());
                context.refuse(offer.key(), code, ForPeer.failed(method, failure.reason()));
            }
            case Worker.Combiner combiner ->
                context.refuse(offer.key(), code, "the combiner failed, and the operator there is told why");
        }
    }

    /** What both ends put into the key, with an answer that has no proof yet. */
    private Agreement unproved(Message.Offer offer, Suite suite, List<ResponderExchange> exchanges) {
        Message.Answer answer = new Message.Answer(
                context.id(),
                offer.key(),
                context.settings().policy().floor(),
                context.purpose(),
                context.random(Agreement.NONCE_OCTETS),
                context.random(context.shareOctets(suite)),
                exchanges.stream().map(ResponderExchange::answer).toList(),
                NO_PROOF);
        return new Agreement(context, suite, offer, answer);
    }

    private void combine(Agreement agreement, List<ResponderExchange> exchanges, Instant until) {
        agreement.suite().methods().forEach(context.health()::clear);
        List<KeyMaterial> secrets =
                exchanges.stream().map(ResponderExchange::secret).toList();
        List<List<Origin>> origins =
                exchanges.stream().map(ResponderExchange::origins).toList();
        Message.Offer offer = agreement.offer();
        Flight<Combined> flight = Flight.start(
                context,
                List.of(Leg.combining(agreement, origins, secrets)),
                Combined::close,
                landing -> combined(agreement, origins, landing));
        attempts.put(offer.key(), new Attempt(offer, flight, until));
    }

    private void combined(Agreement agreement, List<List<Origin>> origins, Flight.Landing<Combined> landing) {
        Message.Offer offer = agreement.offer();
        attempts.remove(offer.key());
        switch (landing) {
            case Flight.Failed<Combined> failed -> failed(offer, failed.by(), failed.failure());
            case Flight.Complete<Combined> complete -> {
                try (Combined key = complete.results().getFirst()) {
                    whenAccepted(offer, suite -> answer(agreement, origins, key));
                }
            }
        }
    }

    private void answer(Agreement agreement, List<List<Origin>> origins, Combined key) {
        KeyId id = agreement.offer().key();
        if (context.keys().add(id, agreement.birth(context.keys().nextOrder(), origins), key.trafficSecret())) {
            proofs.answer(agreement, key.responder(), key.initiator());
        } else {
            context.refuse(id, ReasonCode.UNKNOWN_KEY, USED_BEFORE);
        }
    }

    /** Sooner than the initiator gives up, so that it hears which method keeps it waiting. */
    private Duration inTime() {
        return context.pace().patience().multipliedBy(2).dividedBy(3);
    }

    public void received(Message.Confirm confirm) {
        proofs.received(confirm);
    }

    /** The initiator says why it does not take the answer. */
    public void received(Message.Refuse refuse) {
        proofs.received(refuse);
    }

    /** Destroys a key that was answered and never confirmed. */
    public void forget(KeyId key, String why) {
        proofs.forget(key, why);
    }

    public void tick() {
        Instant now = context.now();
        List.copyOf(attempts.values()).stream()
                .filter(attempt -> now.isAfter(attempt.until()))
                .forEach(this::giveUp);
        proofs.tick();
    }

    private void giveUp(Attempt attempt) {
        attempts.remove(attempt.offer().key());
        Flight.Failed<?> overdue = attempt.flight().overdue();
        failed(attempt.offer(), overdue.by(), overdue.failure());
    }

    public void abandon() {
        attempts.values().forEach(attempt -> attempt.flight().cancel());
        attempts.clear();
        proofs.abandon();
    }
}
