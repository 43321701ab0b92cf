package org.openmfs.agent.association;

import java.util.List;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.protocol.ReasonCode;

/** What an association tells as it happens. */
public sealed interface AssociationEvent {
    AssociationId association();

    /** Traffic is now sent under this key. */
    record KeyInstalled(AssociationId association, KeyId key, SuiteId suite) implements AssociationEvent {}

    /** The key was removed and destroyed on this side. */
    record KeyRetired(AssociationId association, KeyId key, String why) implements AssociationEvent {}

    /** An exchange or an installation failed; it is tried again. */
    record RekeyFailed(AssociationId association, ReasonCode code, String text) implements AssociationEvent {}

    /** Traffic is protected, but something is amiss. */
    record Degraded(AssociationId association, List<AssociationReport.Reason> reasons) implements AssociationEvent {
        public Degraded {
            reasons = List.copyOf(reasons);
        }
    }

    /** All is as desired again. */
    record Restored(AssociationId association) implements AssociationEvent {}

    /** Traffic was stopped for want of a key. */
    record TrafficStopped(AssociationId association, ReasonCode code, String why) implements AssociationEvent {}

    /** Alarm: the peer's proof differs, so somebody altered the exchange or the two ends' secrets differ. */
    record ConfirmationMismatch(AssociationId association, KeyId key) implements AssociationEvent {}

    /** Half of the stock or more is used up. */
    record StockLow(AssociationId association, int stock, int target) implements AssociationEvent {}
}
