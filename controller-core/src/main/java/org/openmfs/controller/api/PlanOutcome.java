package org.openmfs.controller.api;

import java.util.List;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.Trouble;

/** What planning came to: a plan, or everything that stands in its way. */
public sealed interface PlanOutcome {
    record Planned(Plan plan) implements PlanOutcome {}

    record Unplannable(List<Trouble> troubles) implements PlanOutcome {
        public Unplannable {
            troubles = List.copyOf(troubles);
        }
    }
}
