package org.openmfs.controller.model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a key (MFS 4.1): its name, state, origins and use; never the key.
 *
 * @param state one of the six names of YANG typedef mfs-types:key-state
 * @param origins external identifier by method; empty text where the method names none
 */
public record KeyInformation(
        KeyId id,
        AssociationId association,
        String state,
        Optional<SuiteId> suite,
        Map<MethodId, String> origins,
        Optional<EncDecName> encDec,
        Times times) {
    /** When the key went through its life. */
    public record Times(
            Optional<Instant> made,
            Optional<Instant> activated,
            Optional<Instant> deactivated,
            Optional<Instant> destroyed) {}

    public KeyInformation {
        origins = Map.copyOf(origins);
    }
}
