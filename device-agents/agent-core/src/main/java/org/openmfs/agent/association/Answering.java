package org.openmfs.agent.association;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.openmfs.agent.combine.CombinedKey;
import org.openmfs.agent.combine.Label;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteChoice.Objection;
import org.openmfs.agent.combine.SuiteChoice.Verdict;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.Origin;
import org.openmfs.agent.method.ResponderExchange;
import org.openmfs.agent.registry.KeyRecord;

/** The responder's half of exchanges: judges offers, answers them once, and checks the initiator's proof. */
final class Answering {
    private static final int MOST_AT_ONCE = 4;
    private static final String USED_BEFORE = "this key id was used before";
    private static final Message.Proof NO_PROOF =
            new Message.Proof(new Octets(new byte[0]), new Signature(new byte[0]));
    private final AssociationContext context;
    private final Map<KeyId, Attempt> attempts = new HashMap<>();
    private final Map<KeyId, Answered> answered = new HashMap<>();
    /** Keys whose proof, of this side or of the other, is being computed, and until when that is waited for. */
    private final Map<KeyId, Instant> proving = new HashMap<>();

    private final OfferBudget budget;
    private Optional<Objected> objected = Optional.empty();

    /**
     * The methods make their secrets for an offer.
     *
     * @param until when they are waited for
     */
    private record Attempt(Message.Offer offer, Flight<ResponderExchange> flight, Instant until) {}

    /**
     * An answer on its way.
     *
     * @param expected the tag that must come back
     * @param signed what the initiator must sign by its certificate
     */
    private record Answered(Message.Answer answer, Octets expected, byte[] signed, Octets certificate, Instant until) {}

    /**
     * What is left of an offer of which no suite did.
     *
     * @param failed the method that kept it from being answered; empty where the settings did
     */
    private record Objected(
            KeyId key, List<Suite> suites, SuiteId selected, PolicyFloor floor, Optional<MethodId> failed) {
        static Optional<Objected> of(Message.Offer offer, Optional<MethodId> failed) {
            return Optional.of(new Objected(offer.key(), offer.suites(), offer.selected(), offer.floor(), failed));
        }
    }

    Answering(AssociationContext context) {
        this.context = context;
        this.budget = new OfferBudget(context);
    }

    boolean idle() {
        return attempts.isEmpty() && answered.isEmpty() && proving.isEmpty();
    }

    void received(Message.Offer offer) {
        KeyId key = offer.key();
        if (answered.containsKey(key)) {
            context.send(answered.get(key).answer());
        } else if (attempts.containsKey(key) || context.keys().find(key).isPresent()) {
            return;
        } else if (context.keys().everKnown(key)) {
            context.refuse(key, ReasonCode.UNKNOWN_KEY, USED_BEFORE);
        } else if (attempts.size() + proving.size() >= MOST_AT_ONCE) {
            context.refuse(key, ReasonCode.BUSY, "too many exchanges at once");
        } else if (!budget.take()) {
            context.refuse(key, ReasonCode.BUSY, "too many offers in a short time");
        } else {
            forgetOldest();
            judge(offer);
        }
    }

    /** The initiator makes one key after the other: of many answers without a proof, the oldest will get none. */
    private void forgetOldest() {
        if (answered.size() >= MOST_AT_ONCE) {
            answered.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().until()))
                    .map(Map.Entry::getKey)
                    .ifPresent(key -> forget(key, "never confirmed"));
        }
    }

    private void judge(Message.Offer offer) {
        objected = Optional.empty();
        if (!offer.profile().equals(context.profile())) {
            String text = "the Enc/Dec here makes " + context.profile() + ", the initiator's " + offer.profile();
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
                context.send(new Message.Reselect(context.id(), key, preferred.suite()));
            case Verdict.Rejected rejected -> {
                objected = Objected.of(offer, Optional.empty());
                context.refuse(key, refusal(rejected.objection()), "none of the offered suites does");
            }
        }
    }

    /** The settings are others now: the initiator is told if they allow what it offered last and in vain. */
    void reconfigured() {
        welcomeIfAllowed(Optional.empty());
    }

    /** The initiator is told if this method kept its last offer from being answered. */
    void methodReturned(MethodId method) {
        welcomeIfAllowed(Optional.of(method));
    }

    private void welcomeIfAllowed(Optional<MethodId> failed) {
        objected.filter(last -> last.failed().equals(failed)).ifPresent(last -> {
            switch (context.choice().judge(last.suites(), last.selected(), last.floor())) {
                case Verdict.Accepted accepted ->
                    welcome(last.key(), accepted.suite().id());
                case Verdict.Preferred preferred -> welcome(last.key(), preferred.suite());
                case Verdict.Rejected rejected -> {}
            }
        });
    }

    private void welcome(KeyId refused, SuiteId suite) {
        objected = Optional.empty();
        context.send(new Message.Reselect(context.id(), refused, suite));
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
        List<Flight.Leg<ResponderExchange>> legs = new ArrayList<>();
        for (int i = 0; i < suite.methods().size(); i++) {
            KeyExchangeMethod method = context.method(suite.methods().get(i));
            MethodMessage contribution = offer.contributions().get(i);
            legs.add(new Flight.Leg<>(method, () -> method.respond(exchange, contribution)));
        }
        Flight<ResponderExchange> flight =
                Flight.start(context, legs, ResponderExchange::close, landing -> landed(offer, landing));
        attempts.put(offer.key(), new Attempt(offer, flight, inTime()));
    }

    private void landed(Message.Offer offer, Flight.Landing<ResponderExchange> landing) {
        attempts.remove(offer.key());
        switch (landing) {
            case Flight.Failed<ResponderExchange> failed -> failed(offer, failed.method(), failed.failure());
            case Flight.Complete<ResponderExchange> complete -> {
                try {
                    List<Origin> origins = complete.results().stream()
                            .flatMap(exchange -> exchange.origins().stream())
                            .toList();
                    whenFirst(
                            offer,
                            origins,
                            () -> whenAccepted(offer, suite -> answer(offer, suite, complete.results())));
                } finally {
                    complete.results().forEach(ResponderExchange::close);
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
                                reused.method(),
                                new MethodFailure(MethodFailure.Reason.REUSED, "this key was delivered before")),
                        then);
    }

    private void failed(Message.Offer offer, MethodId method, MethodFailure failure) {
        String text = method + ": " + failure.getMessage();
        objected = Objected.of(offer, Optional.of(method));
        context.health().raise(ReasonCode.of(failure.reason()), offer.selected(), text);
        context.health().raise(ReasonCode.of(failure.reason()), method, failure.getMessage());
        context.health().failed();
        context.health().tell(new AssociationEvent.RekeyFailed(context.id(), ReasonCode.of(failure.reason()), text));
        context.refuse(offer.key(), ReasonCode.of(failure.reason()), text);
    }

    private void answer(Message.Offer offer, Suite suite, List<ResponderExchange> exchanges) {
        suite.methods().forEach(context.health()::clear);
        Message.Answer unproved = new Message.Answer(
                context.id(),
                offer.key(),
                context.settings().policy().floor(),
                context.profile(),
                context.random(Agreement.NONCE_OCTETS),
                context.random(context.schedule(suite).shareOctets()),
                exchanges.stream().map(ResponderExchange::answer).toList(),
                NO_PROOF);
        Agreement agreement = new Agreement(context, suite, offer, unproved);
        List<KeyMaterial> secrets =
                exchanges.stream().map(ResponderExchange::secret).toList();
        List<List<Origin>> origins =
                exchanges.stream().map(ResponderExchange::origins).toList();
        try (CombinedKey key = agreement.combine(origins, secrets)) {
            if (!context.keys().add(offer.key(), agreement.birth(context.keys().nextOrder(), origins), key)) {
                context.refuse(offer.key(), ReasonCode.UNKNOWN_KEY, USED_BEFORE);
                return;
            }
            prove(agreement, new Octets(key.tag(Role.RESPONDER)), new Octets(key.tag(Role.INITIATOR)));
        }
    }

    private void prove(Agreement agreement, Octets tag, Octets expected) {
        prove(agreement.offer().key());
        context.compute(
                () -> context.authenticator()
                        .sign(agreement.offer().certificates().peer(), agreement.signed(Label.ANSWER_SIGNATURE, tag)),
                signature -> proved(agreement, expected, signature.map(made -> new Message.Proof(tag, made))));
    }

    private void prove(KeyId key) {
        proving.put(key, inTime());
    }

    private void proved(Agreement agreement, Octets expected, Optional<Message.Proof> proof) {
        KeyId key = agreement.offer().key();
        boolean wanted = proving.remove(key) != null && context.keys().stage(key) == KeyStage.DERIVED;
        if (wanted && proof.isPresent()) {
            Message.Answer answer = withProof(agreement.answer(), proof.get());
            byte[] signed = agreement.signed(Label.CONFIRM_SIGNATURE, expected);
            Octets certificate = agreement.offer().certificates().own();
            Instant until = context.now().plus(context.longestWait());
            answered.put(key, new Answered(answer, expected, signed, certificate, until));
            context.send(answer);
        } else if (wanted) {
            forget(key, "this CF's certificate was replaced meanwhile");
            context.refuse(key, ReasonCode.AUTHENTICATION_FAILED, "the certificates are not those of this link");
        }
    }

    private static Message.Answer withProof(Message.Answer answer, Message.Proof proof) {
        return new Message.Answer(
                answer.association(),
                answer.key(),
                answer.floor(),
                answer.profile(),
                answer.nonce(),
                answer.labelShare(),
                answer.contributions(),
                proof);
    }

    void received(Message.Confirm confirm) {
        if (proving.containsKey(confirm.key())) {
            return;
        }
        Answered waiting = answered.remove(confirm.key());
        if (waiting != null) {
            check(confirm, waiting);
            return;
        }
        switch (context.keys().stage(confirm.key())) {
            case CONFIRMED, RECEIVING, SENDING, REPLACED ->
                context.send(new Message.Confirmed(context.id(), confirm.key()));
            case UNKNOWN, DERIVED, GONE -> context.refuse(confirm.key(), ReasonCode.UNKNOWN_KEY, "no such exchange");
        }
    }

    private void check(Message.Confirm confirm, Answered waiting) {
        KeyId key = confirm.key();
        if (waiting.expected().provedBy(confirm.proof().tag())) {
            prove(key);
            context.compute(
                    () -> context.authenticator()
                            .verifies(
                                    context.parties().peer(),
                                    waiting.certificate(),
                                    waiting.signed(),
                                    confirm.proof().signature()),
                    genuine -> verified(key, genuine));
        } else {
            mismatch(key, "the initiator's confirmation differs");
            context.refuse(key, ReasonCode.KEY_CONFIRMATION_FAILED, "the tag differs");
        }
    }

    private void verified(KeyId key, boolean genuine) {
        if (proving.remove(key) == null || context.keys().stage(key) != KeyStage.DERIVED) {
            return;
        }
        if (genuine) {
            context.keys().move(key, KeyStage.CONFIRMED, "confirmed");
            context.health().exchanged();
            context.health().clearExchangeReasons();
            context.send(new Message.Confirmed(context.id(), key));
        } else {
            String why = "the signature of the initiator's confirmation does not hold";
            context.health().raise(ReasonCode.AUTHENTICATION_FAILED, why);
            forget(key, why);
            context.refuse(key, ReasonCode.AUTHENTICATION_FAILED, "the confirmation's signature does not hold");
        }
    }

    /** The initiator says why it does not take the answer. */
    void received(Message.Refuse refuse) {
        boolean waiting = answered.containsKey(refuse.key());
        if (waiting && refuse.reason() == ReasonCode.KEY_CONFIRMATION_FAILED) {
            mismatch(refuse.key(), "the responder's confirmation differs");
        } else if (waiting && refuse.reason() == ReasonCode.AUTHENTICATION_FAILED) {
            context.health().raise(ReasonCode.AUTHENTICATION_FAILED, "the initiator says: " + refuse.text());
            forget(refuse.key(), "the initiator does not take its signature");
        }
    }

    private void mismatch(KeyId key, String why) {
        context.keys()
                .find(key)
                .map(KeyRecord::suite)
                .ifPresent(suite -> context.health().raise(ReasonCode.KEY_CONFIRMATION_FAILED, suite, why));
        context.health().mismatched(key);
        forget(key, why);
    }

    /** Destroys a key that was answered and never confirmed. */
    void forget(KeyId key, String why) {
        answered.remove(key);
        proving.remove(key);
        if (context.keys()
                .find(key)
                .filter(at -> at.stage() == KeyStage.DERIVED)
                .isPresent()) {
            context.keys().move(key, KeyStage.GONE, why);
        }
    }

    private Instant inTime() {
        return context.now().plus(context.pace().patience());
    }

    void tick() {
        forgetUnconfirmed(context.now());
        giveUpOverdue(context.now());
    }

    private void forgetUnconfirmed(Instant now) {
        List<KeyId> expired = answered.entrySet().stream()
                .filter(entry -> now.isAfter(entry.getValue().until()))
                .map(Map.Entry::getKey)
                .toList();
        expired.forEach(key -> forget(key, "never confirmed"));
    }

    private void giveUpOverdue(Instant now) {
        List.copyOf(attempts.values()).stream()
                .filter(attempt -> now.isAfter(attempt.until()))
                .forEach(this::giveUp);
        List<KeyId> overdue = proving.entrySet().stream()
                .filter(entry -> now.isAfter(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        overdue.forEach(key -> {
            forget(key, "its proof was not computed in time");
            context.refuse(key, ReasonCode.UNKNOWN_KEY, "its proof was not computed in time");
        });
    }

    private void giveUp(Attempt attempt) {
        attempts.remove(attempt.offer().key());
        Flight.Failed<ResponderExchange> overdue = attempt.flight().overdue();
        failed(attempt.offer(), overdue.method(), overdue.failure());
    }

    void abandon() {
        attempts.values().forEach(attempt -> attempt.flight().cancel());
        attempts.clear();
        answered.clear();
        proving.clear();
    }
}
