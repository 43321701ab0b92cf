package org.openmfs.controller.service;

import java.util.List;
import java.util.Optional;
import org.openmfs.controller.api.ServiceState.Keying;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;

/**
 * How a service is doing, seen from what devices and managers report.
 *
 * @param complete whether both ends of each leg told of its association
 * @param lost what a manager or device has no more
 */
record Observation(Phase phase, List<Trouble> troubles, Keying keying, boolean complete, Lost lost) {
    /**
     * What devices may be yet to do with a plan that was carried out.
     *
     * @param reports tell of the association that they were given
     * @param keys use one of its suites
     */
    record Awaited(boolean reports, boolean keys) {}

    /** Of a plan that was carried out. */
    static Observation of(Plan plan, Inventory inventory, Awaited awaited) {
        return new Observer(plan.service(), inventory).ofPlan(plan, awaited);
    }

    /** Of a service whose plan nobody remembers: where its association is tells who its ends are. */
    static Observation of(ServiceId service, Inventory inventory) {
        return new Observer(service, inventory).ofHolders();
    }

    /**
     * Put together.
     *
     * @param legs what the ends of each leg tell
     * @param changing whether traffic is yet to be sent under a key of the plan
     */
    static Observation of(List<List<AssociationStatus>> legs, List<Trouble> troubles, Lost lost, boolean changing) {
        Phase phase = phase(legs, troubles);
        return new Observation(
                phase == Phase.ACTIVE && changing ? Phase.REPLANNING : phase,
                List.copyOf(troubles),
                keying(legs.isEmpty() ? List.of() : legs.getFirst()),
                legs.stream().allMatch(leg -> leg.size() == 2),
                lost);
    }

    /** Whether traffic is sent under a key. */
    boolean protecting() {
        return phase == Phase.ACTIVE || phase == Phase.DEGRADED || phase == Phase.REPLANNING;
    }

    private static Phase phase(List<List<AssociationStatus>> legs, List<Trouble> troubles) {
        List<AssociationStatus> statuses = legs.stream().flatMap(List::stream).toList();
        if (any(statuses, AssociationStatus.Phase.BLOCKED) && !troubles.isEmpty()) {
            return Phase.FAILED;
        }
        boolean keyed = !legs.isEmpty()
                && legs.stream().allMatch(leg -> leg.size() == 2)
                && statuses.stream().allMatch(status -> status.key().isPresent());
        if (!keyed) {
            return troubles.isEmpty() ? Phase.PROVISIONING : Phase.FAILED;
        }
        return troubles.isEmpty() && !any(statuses, AssociationStatus.Phase.DEGRADED) ? Phase.ACTIVE : Phase.DEGRADED;
    }

    private static boolean any(List<AssociationStatus> statuses, AssociationStatus.Phase phase) {
        return statuses.stream().anyMatch(status -> status.phase() == phase);
    }

    private static Keying keying(List<AssociationStatus> statuses) {
        if (statuses.size() != 2) {
            return Keying.NONE;
        }
        AssociationStatus a = statuses.get(0);
        AssociationStatus z = statuses.get(1);
        return new Keying(
                a.suite(),
                a.key().filter(key -> z.key().equals(Optional.of(key))),
                Math.min(a.stock(), z.stock()),
                Math.min(a.rekeys(), z.rekeys()),
                a.lastRekey(),
                a.nextRekey());
    }
}
