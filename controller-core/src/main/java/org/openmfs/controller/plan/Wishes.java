package org.openmfs.controller.plan;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openmfs.controller.inventory.Trie;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ServiceId;

/** All that is asked for; never changes, and another one with something else in it costs what is changed. */
public record Wishes(Trie<ServiceId, Intent> intents, Trie<EndpointId, Set<ServiceId>> atEndpoints) {
    public static final Wishes NONE = new Wishes(Trie.empty(), Trie.empty());

    /** Services with this endpoint. */
    Set<ServiceId> at(EndpointId endpoint) {
        return atEndpoints.find(endpoint).orElse(Set.of());
    }

    /** In place of what was asked for before; if it is empty, nothing is asked for any more. */
    public Wishes with(ServiceId service, Optional<Intent> intent) {
        Optional<Intent> before = intents.find(service);
        Trie<EndpointId, Set<ServiceId>> places = atEndpoints.changed(next -> {
            endpoints(before)
                    .forEach(endpoint -> next.computeIfPresent(endpoint, (same, services) -> {
                        Set<ServiceId> rest = new HashSet<>(services);
                        rest.remove(service);
                        return rest.isEmpty() ? null : Set.copyOf(rest);
                    }));
            endpoints(intent).forEach(endpoint -> {
                Set<ServiceId> more = new HashSet<>(next.getOrDefault(endpoint, Set.of()));
                more.add(service);
                next.put(endpoint, Set.copyOf(more));
            });
        });
        return new Wishes(intents.with(service, intent), places);
    }

    private static Stream<EndpointId> endpoints(Optional<Intent> intent) {
        return intent.stream().flatMap(asked -> Stream.of(asked.a(), asked.z()).distinct());
    }
}
