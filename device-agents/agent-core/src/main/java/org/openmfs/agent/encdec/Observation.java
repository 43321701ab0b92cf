package org.openmfs.agent.encdec;

import java.util.List;
import java.util.Optional;
import org.openmfs.agent.key.KeyId;

/**
 * What an Enc/Dec holds at one moment.
 *
 * @param framesRefused frames dropped for want of a key or a wrong tag, since the instance was made
 */
public record Observation(List<InstalledKey> keys, long framesRefused) {
    public Observation {
        keys = List.copyOf(keys);
    }

    public Optional<InstalledKey> find(KeyId id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** As if this key had been removed before. */
    public Observation without(KeyId id) {
        return new Observation(keys.stream().filter(key -> !key.id().equals(id)).toList(), framesRefused);
    }

    public Optional<InstalledKey> sending() {
        return keys.stream().filter(InstalledKey::sending).findFirst();
    }
}
