package org.openmfs.controller.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a key (MFS 4.1): its name, state, origins and use; never the key.
 *
 * @param state one of the six names of YANG typedef mfs-types:key-state
 * @param origins where the secrets came from that went into it
 */
public record KeyInformation(
        KeyId id,
        AssociationId association,
        String state,
        Optional<SuiteId> suite,
        Set<Origin> origins,
        Optional<EncDecName> encDec,
        Times times) {
    /**
     * Where one of its secrets came from.
     *
     * @param externalId names a key of others, as a KME's; empty where the method names none
     */
    public record Origin(MethodId method, String externalId) implements Comparable<Origin> {
        private static final Comparator<Origin> BY_METHOD =
                Comparator.comparing((Origin origin) -> origin.method().value()).thenComparing(Origin::externalId);

        @Override
        public int compareTo(Origin other) {
            return BY_METHOD.compare(this, other);
        }
    }

    /** When the key went through its life. */
    public record Times(
            Optional<Instant> made,
            Optional<Instant> activated,
            Optional<Instant> deactivated,
            Optional<Instant> destroyed) {}

    public KeyInformation {
        origins = Set.copyOf(origins);
    }
}
