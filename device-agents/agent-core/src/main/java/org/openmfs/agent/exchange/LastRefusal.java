package org.openmfs.agent.exchange;

import java.util.List;
import java.util.Optional;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteChoice.Verdict;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.protocol.Message;

/** The last offer that a responder refused: the initiator is told when it would be taken now. */
final class LastRefusal {
    private final AssociationContext context;
    private Optional<Refused> last = Optional.empty();

    /**
     * What is left of an offer of which no suite did.
     *
     * @param failed the method that kept it from being answered; empty where the settings did
     */
    private record Refused(
            KeyId key, List<Suite> suites, SuiteId selected, PolicyFloor floor, Optional<MethodId> failed) {
        static Optional<Refused> of(Message.Offer offer, Optional<MethodId> failed) {
            return Optional.of(new Refused(offer.key(), offer.suites(), offer.selected(), offer.floor(), failed));
        }
    }

    LastRefusal(AssociationContext context) {
        this.context = context;
    }

    void forSettings(Message.Offer offer) {
        last = Refused.of(offer, Optional.empty());
    }

    void forMethod(Message.Offer offer, MethodId failed) {
        last = Refused.of(offer, Optional.of(failed));
    }

    /** Another offer came since. */
    void forget() {
        last = Optional.empty();
    }

    void welcomeAfterSettings() {
        welcomeIfAllowed(Optional.empty());
    }

    void welcomeAfter(MethodId returned) {
        welcomeIfAllowed(Optional.of(returned));
    }

    private void welcomeIfAllowed(Optional<MethodId> failed) {
        last.filter(refused -> refused.failed().equals(failed)).ifPresent(refused -> {
            switch (context.choice().judge(refused.suites(), refused.selected(), refused.floor())) {
                case Verdict.Accepted accepted ->
                    welcome(refused.key(), accepted.suite().id());
                case Verdict.Preferred preferred -> welcome(refused.key(), preferred.suite());
                case Verdict.Rejected rejected -> {}
            }
        });
    }

    private void welcome(KeyId refused, SuiteId suite) {
        last = Optional.empty();
        context.send(new Message.Reselect(
                context.id(), refused, suite, context.settings().policy().floor()));
    }
}
