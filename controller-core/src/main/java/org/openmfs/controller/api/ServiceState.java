package org.openmfs.controller.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.SuiteId;

/**
 * Where a service stands.
 *
 * @param intent what was asked for last; absent for what only a device still has of a service
 * @param generation counts changes of the intent since the controller was started
 * @param observedGeneration the generation that the rest speaks of
 */
public record ServiceState(
        ServiceId service,
        Optional<Intent> intent,
        Phase phase,
        long generation,
        long observedGeneration,
        Instant lastChange,
        List<Reason> reasons,
        Optional<Plan> plan,
        Keying keying) {
    public ServiceState {
        reasons = List.copyOf(reasons);
    }

    /**
     * Keys in use, as both ends report them.
     *
     * @param key under which traffic is sent, when both ends agree
     * @param stock prepared keys, the lesser of the two ends
     */
    public record Keying(
            Optional<SuiteId> suite,
            Optional<KeyId> key,
            int stock,
            long rekeys,
            Optional<Instant> lastRekey,
            Optional<Instant> nextRekey) {
        public static final Keying NONE =
                new Keying(Optional.empty(), Optional.empty(), 0, 0, Optional.empty(), Optional.empty());
    }
}
