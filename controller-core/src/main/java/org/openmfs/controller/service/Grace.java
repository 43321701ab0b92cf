package org.openmfs.controller.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Trouble;

/**
 * How long a restarted controller waits for devices and managers before it says how a service is.
 *
 * @param born when the controller began with the service
 */
record Grace(Instant born) {
    /** Before it calls a service failed. */
    static final Duration WHOLE = Duration.ofSeconds(20);
    /** Where the devices say that traffic is protected: then it is degraded. */
    static final Duration IN_USE = Duration.ofSeconds(5);

    private static final Set<ReasonCode> MAY_PASS =
            Set.of(ReasonCode.DEVICE_UNREACHABLE, ReasonCode.MANAGER_UNREACHABLE, ReasonCode.MANAGER_REFUSED);

    /** Zero where it need not wait any longer, or waiting would not help. */
    Duration left(List<Trouble> troubles, boolean inUse, Instant now) {
        Duration age = Duration.between(born, now);
        Duration left = (inUse ? IN_USE : WHOLE).minus(age);
        boolean mayPass = troubles.stream().map(Trouble::code).allMatch(MAY_PASS::contains);
        return !age.isNegative() && left.isPositive() && mayPass ? left : Duration.ZERO;
    }
}
