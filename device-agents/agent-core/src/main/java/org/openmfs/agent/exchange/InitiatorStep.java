package org.openmfs.agent.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.association.Resend;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.protocol.Authenticator;
import org.openmfs.agent.protocol.Message;

/** How far an initiator has come with the key that it offers. */
sealed interface InitiatorStep {
    /** Nothing is under way. */
    InitiatorStep IDLE = new Idle();

    /** What is under way. */
    default Optional<Attempt> attempt() {
        return Optional.empty();
    }

    /** Closes what this step holds. */
    default void close() {}

    /** What is repeated meanwhile. */
    default Optional<Resend> resend() {
        return Optional.empty();
    }

    /** Whether the key is in the journal and waits for the responder's word. */
    default boolean isDerived() {
        return false;
    }

    /** Whether this key is the one that is under way. */
    default boolean concerns(KeyId key) {
        return attempt().filter(at -> at.key().equals(key)).isPresent();
    }

    /**
     * One key that is tried.
     *
     * @param order its number
     * @param deadline by which the key is derived
     */
    record Attempt(KeyId key, Suite suite, long order, Instant deadline) {
        /** What the responder is asked. */
        Message.Offer offer(
                AssociationContext context, Authenticator.Certificates certificates, List<Begun> exchanges) {
            return new Message.Offer(
                    context.id(),
                    key,
                    context.choice().acceptable(),
                    suite.id(),
                    context.settings().policy().floor(),
                    context.purpose(),
                    certificates,
                    context.random(Agreement.NONCE_OCTETS),
                    context.random(context.shareOctets(suite)),
                    exchanges.stream().map(Begun::offer).toList());
        }
    }

    /** See {@link #IDLE}. */
    record Idle() implements InitiatorStep {}

    /** A key is tried. */
    sealed interface UnderWay extends InitiatorStep {
        Attempt trying();

        @Override
        default Optional<Attempt> attempt() {
            return Optional.of(trying());
        }
    }

    /** The key is in the journal. */
    sealed interface Derived extends UnderWay {
        @Override
        default boolean isDerived() {
            return true;
        }
    }

    /** The methods begin. */
    record Preparing(Attempt trying, Flight<Begun> flight) implements UnderWay {
        @Override
        public void close() {
            flight.cancel();
        }
    }

    /** The offer is on its way. */
    record Asking(Attempt trying, Message.Offer offer, List<Begun> exchanges, Resend repeated) implements UnderWay {
        @Override
        public void close() {
            exchanges.forEach(Begun::close);
        }

        @Override
        public Optional<Resend> resend() {
            return Optional.of(repeated);
        }
    }

    /** The answer is here, and its signature is being looked at. */
    record Judging(Attempt trying, List<Begun> exchanges) implements UnderWay {
        @Override
        public void close() {
            exchanges.forEach(Begun::close);
        }
    }

    /** The methods end. */
    record Completing(Attempt trying, Flight<KeyMaterial> flight) implements UnderWay {
        @Override
        public void close() {
            flight.cancel();
        }
    }

    /** The secrets are being combined. */
    record Combining(Attempt trying, Flight<Combined> flight) implements UnderWay {
        @Override
        public void close() {
            flight.cancel();
        }
    }

    /**
     * The proof is being signed.
     *
     * @param until when it is waited for
     */
    record Signing(Attempt trying, Instant until) implements Derived {}

    /** The proof is on its way. */
    record Confirming(Attempt trying, Resend repeated) implements Derived {
        @Override
        public Optional<Resend> resend() {
            return Optional.of(repeated);
        }
    }
}
