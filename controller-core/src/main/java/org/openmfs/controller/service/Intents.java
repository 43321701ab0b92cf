package org.openmfs.controller.service;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ServiceId;

/** What is asked for, as it changes; on any thread. */
final class Intents {
    private final Map<ServiceId, Intent> all = new HashMap<>();
    private final Map<EndpointId, Set<ServiceId>> atEndpoints = new HashMap<>();

    synchronized Optional<Intent> get(ServiceId service) {
        return Optional.ofNullable(all.get(service));
    }

    synchronized int size() {
        return all.size();
    }

    synchronized boolean contains(ServiceId service) {
        return all.containsKey(service);
    }

    /** Services with this endpoint. */
    synchronized Set<ServiceId> at(EndpointId endpoint) {
        return Set.copyOf(atEndpoints.getOrDefault(endpoint, Set.of()));
    }

    /** Takes the place of what was asked for before; if it is empty, nothing is asked for any more. */
    synchronized void put(ServiceId service, Optional<Intent> intent) {
        Optional<Intent> before =
                Optional.ofNullable(intent.isPresent() ? all.put(service, intent.get()) : all.remove(service));
        endpoints(before)
                .forEach(endpoint -> atEndpoints.computeIfPresent(endpoint, (same, services) -> {
                    services.remove(service);
                    return services.isEmpty() ? null : services;
                }));
        endpoints(intent)
                .forEach(endpoint -> atEndpoints
                        .computeIfAbsent(endpoint, first -> new HashSet<>())
                        .add(service));
    }

    private static Stream<EndpointId> endpoints(Optional<Intent> intent) {
        return intent.stream().flatMap(asked -> Stream.of(asked.a(), asked.z()));
    }
}
