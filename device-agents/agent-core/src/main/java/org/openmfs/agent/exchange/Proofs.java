package org.openmfs.agent.exchange;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.combine.Label;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.Octets;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;

/** A responder's keys that are in the journal, until both ends have proved to each other that they derived them. */
final class Proofs {
    private static final int MOST = 4;
    private final AssociationContext context;
    private final Map<KeyId, Answered> answered = new HashMap<>();
    /** Keys whose proof, of this side or of the other, is being computed, and until when that is waited for. */
    private final Map<KeyId, Instant> proving = new HashMap<>();

    /**
     * An answer on its way.
     *
     * @param expected the tag that must come back
     * @param signed what the initiator must sign by its certificate
     */
    private record Answered(Message.Answer answer, Octets expected, byte[] signed, Octets certificate, Instant until) {}

    Proofs(AssociationContext context) {
        this.context = context;
    }

    boolean idle() {
        return answered.isEmpty() && proving.isEmpty();
    }

    /** How many are being computed. */
    int underWay() {
        return proving.size();
    }

    /** The answer that waits for its confirmation. */
    Optional<Message.Answer> waiting(KeyId key) {
        return Optional.ofNullable(answered.get(key)).map(Answered::answer);
    }

    /** The initiator makes one key after the other: of many answers without a proof, the oldest will get none. */
    void forgetOldest() {
        if (answered.size() >= MOST) {
            answered.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().until()))
                    .map(Map.Entry::getKey)
                    .ifPresent(key -> forget(key, "never confirmed"));
        }
    }

    /** Signs that this side derived the key, and answers with it. */
    void answer(Agreement agreement, Octets tag, Octets expected) {
        prove(agreement.offer().key());
        context.compute(
                () -> context.authenticator()
                        .sign(agreement.offer().certificates().peer(), agreement.signed(Label.ANSWER_SIGNATURE, tag)),
                signature -> proved(agreement, expected, signature.map(made -> new Message.Proof(tag, made))));
    }

    private void prove(KeyId key) {
        proving.put(key, context.now().plus(context.pace().patience()));
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
                answer.purpose(),
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
            SuiteId suite =
                    context.keys().move(key, KeyStage.CONFIRMED, "confirmed").suite();
            context.health().exchanged();
            context.health().clearExchangeReasons(context.betterThan(suite));
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

    void tick() {
        Instant now = context.now();
        List<KeyId> expired = answered.entrySet().stream()
                .filter(entry -> now.isAfter(entry.getValue().until()))
                .map(Map.Entry::getKey)
                .toList();
        expired.forEach(key -> forget(key, "never confirmed"));
        List<KeyId> overdue = proving.entrySet().stream()
                .filter(entry -> now.isAfter(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        overdue.forEach(this::giveUp);
    }

    private void giveUp(KeyId key) {
        String why = "its proof was not computed in time";
        forget(key, why);
        context.refuse(key, ReasonCode.UNKNOWN_KEY, why);
    }

    void abandon() {
        answered.clear();
        proving.clear();
    }
}
