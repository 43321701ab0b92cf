package org.openmfs.controller.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Software that handles data to be protected (MFS 4.2), as an operator configures it.
 *
 * @param endpoints its own
 * @param classes those of its data; empty: any
 * @param needToKnow which other application may know its data, of which classes (MFS 3.4 (1), 5.2)
 */
public record Application(
        ApplicationId id,
        List<EndpointId> endpoints,
        Set<ClassId> classes,
        Map<ApplicationId, Set<ClassId>> needToKnow) {
    public Application {
        endpoints = List.copyOf(endpoints);
        classes = Set.copyOf(classes);
        needToKnow = Map.copyOf(needToKnow);
    }

    /** Whether its data may be of that class. */
    public boolean has(ClassId type) {
        return classes.isEmpty() || classes.contains(type);
    }

    /** Whether that other application may know its data of that class. */
    public boolean letsKnow(ApplicationId other, ClassId type) {
        return needToKnow.getOrDefault(other, Set.of()).contains(type);
    }
}
