package org.openmfs.agent.protocol;

import java.util.List;
import java.util.Optional;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.combine.Purpose;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.MethodMessage;

/**
 * What two MFS CFs say to each other over the MFS Inter-MFS CF I/F (MFS 4.3.2). None of it is secret; delivery may
 * lose, double, delay or reorder it.
 */
public sealed interface Message {
    AssociationId association();

    /** The key that is spoken of. */
    KeyId key();

    /** Whether the sender waits for an answer. */
    default boolean asks() {
        return switch (this) {
            case Offer offer -> true;
            case Confirm confirm -> true;
            case InstallReceive install -> true;
            case SwitchTransmit order -> true;
            case Retire retire -> true;
            case Query query -> true;
            case OfResponder answer -> false;
        };
    }

    /** What an initiator says. */
    sealed interface OfInitiator extends Message {}

    /** What a responder says. */
    sealed interface OfResponder extends Message {}

    /**
     * Initiator: let us make this key.
     *
     * @param suites everything the initiator accepts, best first
     * @param selected the suite that the contributions belong to
     * @param purpose what the key is for
     * @param certificates the initiator's and the responder's, as the initiator knows them
     * @param contributions one a method of the selected suite, in its order
     */
    record Offer(
            AssociationId association,
            KeyId key,
            List<Suite> suites,
            SuiteId selected,
            PolicyFloor floor,
            Purpose purpose,
            Authenticator.Certificates certificates,
            Octets nonce,
            Octets labelShare,
            List<MethodMessage> contributions)
            implements OfInitiator {
        public Offer {
            suites = List.copyOf(suites);
            contributions = List.copyOf(contributions);
        }
    }

    /**
     * That a side derived the key, and that its certificate's key says so.
     *
     * @param signature over the transcript and the tag
     */
    record Proof(Octets tag, Signature signature) {}

    /**
     * Responder: agreed; my contributions, and the proof that I derived the key.
     *
     * @param purpose what keys of the association are for at the responder
     */
    record Answer(
            AssociationId association,
            KeyId key,
            PolicyFloor floor,
            Purpose purpose,
            Octets nonce,
            Octets labelShare,
            List<MethodMessage> contributions,
            Proof proof)
            implements OfResponder {
        public Answer {
            contributions = List.copyOf(contributions);
        }
    }

    /**
     * Responder: not with the selected suite; offer again, under a new key id, with this one.
     *
     * @param floor what the responder accepts at least
     */
    record Reselect(AssociationId association, KeyId key, SuiteId wanted, PolicyFloor floor) implements OfResponder {}

    /** Initiator: the proof that I derived the same key. */
    record Confirm(AssociationId association, KeyId key, Proof proof) implements OfInitiator {}

    /** Responder: the key is in my journal and may be used. */
    record Confirmed(AssociationId association, KeyId key) implements OfResponder {}

    /** Either side: what you asked about this key will not be done. */
    record Refuse(AssociationId association, KeyId key, ReasonCode reason, String text)
            implements OfInitiator, OfResponder {
        /** A reason that no refusal has is {@link ReasonCode#OTHER}. */
        public Refuse {
            reason = reason.refuses() ? reason : ReasonCode.OTHER;
        }
    }

    /** Initiator: accept frames under this key in this slot. */
    record InstallReceive(AssociationId association, KeyId key, Slot slot) implements OfInitiator {}

    /** Responder: done. */
    record ReceiveInstalled(AssociationId association, KeyId key, Slot slot) implements OfResponder {}

    /**
     * Initiator: both accept it; send under this key.
     *
     * @param insteadOf where it is a key of before, the later one that nothing came under
     */
    record SwitchTransmit(AssociationId association, KeyId key, Optional<KeyId> insteadOf) implements OfInitiator {
        /** A key that was not sent under before. */
        public SwitchTransmit(AssociationId association, KeyId key) {
            this(association, key, Optional.empty());
        }
    }

    /**
     * Responder: done.
     *
     * @param insteadOf as the order said, so that no word of before is taken for the answer to a way back
     */
    record TransmitSwitched(AssociationId association, KeyId key, Optional<KeyId> insteadOf) implements OfResponder {
        /** A key that was not sent under before. */
        public TransmitSwitched(AssociationId association, KeyId key) {
            this(association, key, Optional.empty());
        }
    }

    /**
     * Initiator: nobody uses this key any more; remove and destroy it.
     *
     * @param text why, for people; empty where the initiator does not say
     */
    record Retire(AssociationId association, KeyId key, RetireCause cause, String text) implements OfInitiator {}

    /** Responder: done. */
    record Retired(AssociationId association, KeyId key) implements OfResponder {}

    /** Either side: where do you stand with this key? Sent after a restart or a silence. */
    record Query(AssociationId association, KeyId key) implements OfInitiator, OfResponder {}

    /** Answer to a query. */
    record Standing(AssociationId association, KeyId key, KeyStage stage) implements OfInitiator, OfResponder {}
}
