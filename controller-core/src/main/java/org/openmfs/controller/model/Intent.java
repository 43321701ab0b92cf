package org.openmfs.controller.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an operator asks for.
 *
 * @param methods wanted, best first; empty means all that the class allows
 * @param rekeyInterval instead of what the class says, and not above it
 */
public record Intent(
        ServiceId service,
        EndpointId a,
        EndpointId z,
        ClassId protectionClass,
        boolean suspended,
        List<MethodId> methods,
        Optional<Duration> rekeyInterval) {
    public Intent {
        methods = List.copyOf(methods);
    }
}
