package org.openmfs.agent.exchange;

import java.util.Optional;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** What an initiator has against an answer, before it looks at any proof. */
record AnswerFault(ReasonCode code, String text) {
    static Optional<AnswerFault> of(
            AssociationContext context, Suite suite, Message.Offer offer, Message.Answer answer) {
        if (!Agreement.wellFormed(
                context,
                suite,
                answer.nonce(),
                answer.labelShare(),
                answer.contributions().size())) {
            return Optional.of(new AnswerFault(ReasonCode.METHOD_FAILED, "the answer is not well formed"));
        }
        if (!context.choice().meets(suite, answer.floor())) {
            return Optional.of(new AnswerFault(ReasonCode.BELOW_FLOOR, "the suite is below the responder's floor"));
        }
        if (!offer.purpose().equals(answer.purpose())) {
            String text = "keys here are for " + offer.purpose().text() + ", the responder's for "
                    + answer.purpose().text();
            return Optional.of(new AnswerFault(ReasonCode.ENC_DEC_DIFFERS, text));
        }
        return Optional.empty();
    }
}
