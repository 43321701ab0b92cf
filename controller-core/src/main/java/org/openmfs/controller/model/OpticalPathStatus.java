package org.openmfs.controller.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * How the optical path of an association stands in its network.
 *
 * @param ports that it joins; empty of one that is missing
 * @param capacity that was asked for, Gbit/s; empty where the network tells it in no such unit
 */
public record OpticalPathStatus(LightPathState state, Set<UUID> ports, Optional<BigDecimal> capacity) {
    /** Not there. */
    public static final OpticalPathStatus MISSING =
            new OpticalPathStatus(LightPathState.MISSING, Set.of(), Optional.empty());

    public OpticalPathStatus {
        ports = Set.copyOf(ports);
    }

    /** Whether it is, or is going to be, what is asked for; either end may come first. */
    public boolean provides(OpticalPath path) {
        return state != LightPathState.MISSING
                && ports.equals(Set.copyOf(List.of(path.a(), path.z())))
                && capacity.stream().allMatch(known -> known.compareTo(BigDecimal.valueOf(path.capacity())) == 0);
    }

    /** Which path it is, for people. */
    public String text() {
        String named = ports.isEmpty()
                ? "no ports"
                : ports.stream().map(UUID::toString).sorted().collect(Collectors.joining(", ", "ports ", ""));
        return named
                + capacity.map(known -> " with " + known.toPlainString() + " Gbit/s")
                        .orElse("");
    }
}
