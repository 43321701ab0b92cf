package org.openmfs.agent.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;

/**
 * What is amiss with the suite of the key in use: this side does not allow it any more, or prefers another. Told from
 * when a replacement takes longer than an ordinary one until such a key is in use.
 */
final class SuiteInUse {
    private static final int PARTS = 3;
    private final AssociationContext context;
    private Optional<Complaint> complaint = Optional.empty();
    private Instant since = Instant.MIN;

    private record Complaint(ReasonCode code, String text) {}

    SuiteInUse(AssociationContext context) {
        this.context = context;
    }

    void look() {
        boolean stoppedForIt =
                complaint.filter(said -> said.code() == ReasonCode.BELOW_FLOOR).isPresent();
        if (stoppedForIt && context.keys().inUse().isEmpty()) {
            return;
        }
        Optional<Complaint> now = context.keys().inUse().flatMap(this::complaint);
        if (!now.equals(complaint)) {
            complaint.map(Complaint::code).ifPresent(context.health()::clear);
            complaint = now;
            since = context.now();
        }
        Duration ordinary = context.pace().patience().dividedBy(PARTS);
        complaint
                .filter(said -> !context.now().isBefore(since.plus(ordinary)))
                .ifPresent(said -> context.health().raise(said.code(), said.text()));
    }

    private Optional<Complaint> complaint(KeyRecord key) {
        SuiteId used = key.suite();
        if (!context.mayBeUsed(key)) {
            String why =
                    context.choice().allows(used) ? "which has other methods now" : "which is not allowed any more";
            return Optional.of(
                    new Complaint(ReasonCode.BELOW_FLOOR, "the key in use is of suite " + used + ", " + why));
        }
        // Only the initiator can have another one made, and finds out what the responder accepts.
        boolean knows = context.knowsPeerFloor() || context.parties().role() == Role.INITIATOR;
        return context.best()
                .map(Suite::id)
                .filter(best -> knows && !best.equals(used))
                .map(best -> new Complaint(
                        ReasonCode.WEAKER_SUITE,
                        "the key in use is of suite " + used + ", for want of one of suite " + best));
    }
}
