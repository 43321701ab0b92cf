package org.openmfs.agent.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.association.Resend;
import org.openmfs.agent.combine.Label;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.exchange.InitiatorStep.Asking;
import org.openmfs.agent.exchange.InitiatorStep.Attempt;
import org.openmfs.agent.exchange.InitiatorStep.Combining;
import org.openmfs.agent.exchange.InitiatorStep.Completing;
import org.openmfs.agent.exchange.InitiatorStep.Confirming;
import org.openmfs.agent.exchange.InitiatorStep.Judging;
import org.openmfs.agent.exchange.InitiatorStep.Preparing;
import org.openmfs.agent.exchange.InitiatorStep.Signing;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.Origin;
import org.openmfs.agent.protocol.Authenticator;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.Octets;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.protocol.RetireCause;
import org.openmfs.agent.protocol.Signature;
import org.openmfs.agent.registry.KeyRecord;

/** The initiator's half of an exchange: Offer, Answer, Confirm, Confirmed; one at a time. */
public final class InitiatorRun {
    private final AssociationContext context;
    private final Ended ended;
    private InitiatorStep step = InitiatorStep.IDLE;
    private Optional<KeyId> objected = Optional.empty();

    /** Who is told how an exchange ended. */
    public interface Ended {
        void made(KeyRecord key);

        void failed(Suite suite, ReasonCode code, String text);

        /** The responder wants another suite. */
        void reselected(Suite refused, Message.Reselect answer);

        /** The responder would take now what it refused before: its settings changed, or a method can be used again. */
        void welcome(Message.Reselect answer);

        /** The responder does not know the key that was to be confirmed. */
        void disowned(KeyId key);
    }

    /** @param genuine whether the responder's signature holds */
    private record Answered(Attempt attempt, Agreement agreement, boolean genuine) {}

    public InitiatorRun(AssociationContext context, Ended ended) {
        this.context = context;
        this.ended = ended;
    }

    public boolean idle() {
        return step.attempt().isEmpty();
    }

    /** Whether this key waits for the responder's word, which will come. */
    public boolean confirming(KeyId key) {
        return step.isDerived() && step.concerns(key);
    }

    public void start(Suite suite) {
        Attempt attempt = new Attempt(
                KeyId.random(context.platform().random()),
                suite,
                context.keys().nextOrder(),
                context.now().plus(context.pace().patience()));
        ExchangeContext exchange = new ExchangeContext(
                attempt.key(), context.parties().initiator(), context.parties().responder());
        List<Leg<Begun>> legs = suite.methods().stream()
                .map(method -> Leg.initiating(context, method, exchange))
                .toList();
        step = new Preparing(attempt, Flight.start(context, legs, Begun::close, landing -> prepared(attempt, landing)));
    }

    private void prepared(Attempt attempt, Flight.Landing<Begun> landing) {
        switch (landing) {
            case Flight.Failed<Begun> failed -> fail(attempt, failed);
            case Flight.Complete<Begun> complete -> offer(attempt, complete.results());
        }
    }

    private void offer(Attempt attempt, List<Begun> exchanges) {
        Optional<Authenticator.Certificates> certificates =
                context.authenticator().towards(context.parties().peer());
        if (certificates.isEmpty()) {
            exchanges.forEach(Begun::close);
            fail(attempt, ReasonCode.PEER_UNREACHABLE, "the peer was not met yet");
            return;
        }
        Optional<Origin> reused = context.claim(exchanges.stream()
                .flatMap(exchange -> exchange.origins().stream())
                .toList());
        if (reused.isPresent()) {
            exchanges.forEach(Begun::close);
            fail(attempt, ReasonCode.METHOD_FAILED, "key " + reused.get().externalId() + " was delivered before");
            return;
        }
        Message.Offer offer = attempt.offer(context, certificates.get(), exchanges);
        step = new Asking(attempt, offer, exchanges, new Resend(context, offer));
    }

    public void received(Message.Answer answer) {
        if (!(step instanceof Asking asking) || !step.concerns(answer.key())) {
            return;
        }
        context.heard(answer.floor());
        AnswerFault.of(context, asking.trying().suite(), asking.offer(), answer)
                .ifPresentOrElse(fault -> fail(heard(asking), fault.code(), fault.text()), () -> judge(asking, answer));
    }

    private void judge(Asking asking, Message.Answer answer) {
        Attempt attempt = asking.trying();
        Agreement agreement = new Agreement(context, attempt.suite(), asking.offer(), answer);
        step = new Judging(attempt, asking.exchanges());
        context.compute(
                () -> context.authenticator()
                        .verifies(
                                context.parties().peer(),
                                asking.offer().certificates().peer(),
                                agreement.signed(
                                        Label.ANSWER_SIGNATURE, answer.proof().tag()),
                                answer.proof().signature()),
                genuine -> judged(attempt, agreement, genuine));
    }

    private void judged(Attempt attempt, Agreement agreement, boolean genuine) {
        if (step instanceof Judging judging && judging.trying().equals(attempt)) {
            complete(judging, agreement, genuine);
        }
    }

    private void complete(Judging judging, Agreement agreement, boolean genuine) {
        Attempt attempt = judging.trying();
        List<Leg<KeyMaterial>> legs = new ArrayList<>();
        for (int i = 0; i < judging.exchanges().size(); i++) {
            legs.add(Leg.completing(
                    attempt.suite().methods().get(i),
                    judging.exchanges().get(i),
                    agreement.answer().contributions().get(i)));
        }
        List<List<Origin>> origins =
                judging.exchanges().stream().map(Begun::origins).toList();
        step = new Completing(
                attempt,
                Flight.start(
                        context,
                        legs,
                        KeyMaterial::close,
                        landing -> completed(new Answered(attempt, agreement, genuine), origins, landing)));
    }

    private void completed(Answered answered, List<List<Origin>> origins, Flight.Landing<KeyMaterial> landing) {
        switch (landing) {
            case Flight.Failed<KeyMaterial> failed -> fail(answered.attempt(), failed);
            case Flight.Complete<KeyMaterial> complete -> {
                answered.attempt().suite().methods().forEach(context.health()::clear);
                combine(answered, origins, complete.results());
            }
        }
    }

    private void combine(Answered answered, List<List<Origin>> origins, List<KeyMaterial> secrets) {
        step = new Combining(
                answered.attempt(),
                Flight.start(
                        context,
                        List.of(Leg.combining(answered.agreement(), origins, secrets)),
                        Combined::close,
                        landing -> combined(answered, origins, landing)));
    }

    private void combined(Answered answered, List<List<Origin>> origins, Flight.Landing<Combined> landing) {
        switch (landing) {
            case Flight.Failed<Combined> failed -> fail(answered.attempt(), failed);
            case Flight.Complete<Combined> complete -> {
                try (Combined key = complete.results().getFirst()) {
                    confirm(answered, origins, key);
                }
            }
        }
    }

    private void confirm(Answered answered, List<List<Origin>> origins, Combined key) {
        Attempt attempt = answered.attempt();
        Agreement agreement = answered.agreement();
        if (!key.isProvedBy(agreement.answer().proof().tag())) {
            mismatch(attempt);
            return;
        }
        if (!answered.genuine()) {
            context.refuse(attempt.key(), ReasonCode.AUTHENTICATION_FAILED, "the answer's signature does not hold");
            fail(attempt, ReasonCode.AUTHENTICATION_FAILED, "the signature of the responder's answer does not hold");
            return;
        }
        if (!context.keys().add(attempt.key(), agreement.birth(attempt.order(), origins), key.trafficSecret())) {
            fail(attempt, ReasonCode.METHOD_FAILED, "this key id was used before");
            return;
        }
        Octets tag = key.initiator();
        Octets own = agreement.offer().certificates().own();
        step = new Signing(attempt, context.now().plus(context.pace().patience()));
        context.compute(
                () -> context.authenticator().sign(own, agreement.signed(Label.CONFIRM_SIGNATURE, tag)),
                signature -> signed(attempt, tag, signature));
    }

    private void signed(Attempt attempt, Octets tag, Optional<Signature> signature) {
        if (!(step instanceof Signing signing) || !signing.trying().equals(attempt)) {
            return;
        }
        if (signature.isPresent()) {
            Message.Proof proof = new Message.Proof(tag, signature.get());
            Message.Confirm confirm = new Message.Confirm(context.id(), attempt.key(), proof);
            step = new Confirming(attempt, new Resend(context, confirm));
        } else {
            disowned(attempt, ReasonCode.AUTHENTICATION_FAILED, "this CF's certificate was replaced meanwhile");
        }
    }

    private void mismatch(Attempt attempt) {
        context.refuse(attempt.key(), ReasonCode.KEY_CONFIRMATION_FAILED, "the tag differs");
        context.health().mismatched(attempt.key());
        fail(attempt, ReasonCode.KEY_CONFIRMATION_FAILED, "the responder's confirmation differs");
    }

    public void received(Message.Confirmed confirmed) {
        if (step instanceof Confirming confirming && confirming(confirmed.key())) {
            confirming.repeated().end();
            step = InitiatorStep.IDLE;
            ended.made(context.keys().move(confirmed.key(), KeyStage.CONFIRMED, "confirmed"));
        }
    }

    /** The offer is done with: what the methods of this side were to do for it they did. */
    private Attempt heard(Asking asking) {
        abandon();
        asking.trying().suite().methods().forEach(context.health()::clear);
        return asking.trying();
    }

    public void received(Message.Reselect reselect) {
        if (step instanceof Asking asking && step.concerns(reselect.key())) {
            heard(asking);
            if (!wasForbiddenMeanwhile(asking.offer(), reselect.wanted())) {
                ended.reselected(asking.trying().suite(), reselect);
            }
        } else if (objected.filter(reselect.key()::equals).isPresent()) {
            objected = Optional.empty();
            ended.welcome(reselect);
        }
    }

    /** The responder chose from an offer that is outdated; the next one does not list the suite any more. */
    private boolean wasForbiddenMeanwhile(Message.Offer offer, SuiteId suite) {
        return offer.suites().stream().map(Suite::id).anyMatch(suite::equals)
                && !context.choice().allows(suite);
    }

    /**
     * The settings are others now: an exchange with a suite that they do not allow is given up at both ends, and is
     * nobody's failure. A key that is being confirmed is in the journal, and goes when it is confirmed.
     */
    public void reconfigured() {
        if (!step.isDerived()) {
            step.attempt().ifPresent(this::giveUpIfForbidden);
        }
    }

    private void giveUpIfForbidden(Attempt attempt) {
        if (context.choice().objection(attempt.suite()).isPresent()) {
            abandon();
            context.send(new Message.Retire(
                    context.id(), attempt.key(), RetireCause.OTHER, "its suite is not allowed any more"));
        }
    }

    public void received(Message.Refuse refuse) {
        if (step instanceof Asking asking && step.concerns(refuse.key())) {
            heard(asking);
            objected = Optional.of(refuse).filter(no -> no.reason().isCurable()).map(Message.Refuse::key);
            fail(asking.trying(), refuse.reason(), "the responder says: " + refuse.text());
        } else if (step instanceof Confirming confirming && step.concerns(refuse.key())) {
            confirming.repeated().heard();
            refused(confirming.trying(), refuse);
        }
    }

    private void refused(Attempt attempt, Message.Refuse refuse) {
        switch (refuse.reason()) {
            case UNKNOWN_KEY -> disowned(attempt, ReasonCode.UNKNOWN_KEY, "the responder forgot the exchange");
            case KEY_CONFIRMATION_FAILED -> {
                context.health().mismatched(attempt.key());
                disowned(attempt, ReasonCode.KEY_CONFIRMATION_FAILED, "the initiator's confirmation differs");
            }
            case AUTHENTICATION_FAILED ->
                disowned(attempt, ReasonCode.AUTHENTICATION_FAILED, "the responder says: " + refuse.text());
            default -> stillRefused(attempt, refuse);
        }
    }

    /** Not for good, as it says; it is asked again, though not for ever. */
    private void stillRefused(Attempt attempt, Message.Refuse refuse) {
        String why = "the responder says: " + refuse.text();
        context.health().raise(refuse.reason(), why);
        if (step.resend()
                .filter(asked -> asked.isRefusedFor(context.longestWait()))
                .isPresent()) {
            disowned(attempt, refuse.reason(), why);
        }
    }

    /** The responder says, when asked, that it does not hold the key that is being confirmed. */
    public void disowned(KeyId key) {
        if (step instanceof Confirming confirming && confirming(key)) {
            disowned(confirming.trying(), ReasonCode.UNKNOWN_KEY, "the responder forgot the exchange");
        }
    }

    private void disowned(Attempt attempt, ReasonCode code, String text) {
        ended.disowned(attempt.key());
        fail(attempt, code, text);
    }

    public void tick() {
        switch (step) {
            case InitiatorStep.Idle idle -> {}
            case Signing signing -> {
                if (context.now().isAfter(signing.until())) {
                    disowned(signing.trying(), ReasonCode.METHOD_FAILED, "the proof was not signed in time");
                }
            }
            case Confirming confirming -> {
                confirming.repeated().tickAndTell();
                if (confirming.repeated().isUnansweredFor(context.longestWait())) {
                    confirming.repeated().end();
                    disowned(confirming.trying(), ReasonCode.PEER_UNREACHABLE, "the responder does not answer Confirm");
                }
            }
            case Preparing preparing -> failWhenOverdue(preparing.trying(), preparing.flight());
            case Completing completing -> failWhenOverdue(completing.trying(), completing.flight());
            case Combining combining -> failWhenOverdue(combining.trying(), combining.flight());
            case Judging judging -> {
                if (context.now().isAfter(judging.trying().deadline())) {
                    abandon();
                    fail(judging.trying(), ReasonCode.METHOD_FAILED, "the answer's signature was not verified in time");
                }
            }
            case Asking asking -> {
                asking.repeated().tick();
                if (context.now().isAfter(asking.trying().deadline())) {
                    fail(heard(asking), ReasonCode.PEER_UNREACHABLE, "no answer in time");
                }
            }
        }
    }

    public void linkIsUp() {
        step.resend().ifPresent(Resend::atOnce);
    }

    private void failWhenOverdue(Attempt attempt, Flight<?> flight) {
        if (context.now().isAfter(attempt.deadline())) {
            fail(attempt, flight.overdue());
        }
    }

    /** Gives up what is under way; a key already derived stays in the journal. */
    public void abandon() {
        step.close();
        step = InitiatorStep.IDLE;
    }

    private void fail(Attempt attempt, Flight.Failed<?> failed) {
        ReasonCode code = ReasonCode.ofMethod(failed.failure().reason());
        fail(attempt, code, failed.by() + ": " + failed.failure().getMessage());
        if (failed.by() instanceof Worker.Method(MethodId method)) {
            context.health()
                    .raise(code, method, attempt.suite().id(), failed.failure().getMessage());
        }
    }

    private void fail(Attempt attempt, ReasonCode code, String text) {
        step = InitiatorStep.IDLE;
        ended.failed(attempt.suite(), code, text);
    }
}
