package org.openmfs.agent.association;

import java.util.Optional;
import org.openmfs.agent.combine.Suite;

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
        if (!offer.profile().equals(answer.profile())) {
            String text = "the Enc/Dec here makes " + context.profile() + ", the responder's " + answer.profile();
            return Optional.of(new AnswerFault(ReasonCode.ENC_DEC_DIFFERS, text));
        }
        return Optional.empty();
    }
}
