package org.openmfs.controller.api;

import java.util.Optional;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ServiceId;

/** Plans without carrying out. */
@FunctionalInterface
public interface DryRun {
    /**
     * @param intent absent: the configured one
     * @return empty when no intent is given and none is configured
     */
    Optional<PlanOutcome> plan(ServiceId id, Optional<Intent> intent);
}
