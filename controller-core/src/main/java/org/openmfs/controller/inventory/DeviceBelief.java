package org.openmfs.controller.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceLimits;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyInformation;

/**
 * What we believe of a device. While there is no session, capabilities and states are those last heard of.
 *
 * @param configured associations as the device is configured with them, as far as it told that or we wrote it
 */
public record DeviceBelief(
        Device settings,
        Connection connection,
        Optional<Capabilities> capabilities,
        Map<AssociationId, AssociationStatus> associations,
        Map<AssociationId, AssociationConfiguration> configured,
        Map<KeyId, KeyInformation> keys) {
    private static final int MOST_DESTROYED_KEYS = 64;

    public DeviceBelief {
        associations = Map.copyOf(associations);
        configured = Map.copyOf(configured);
        keys = Map.copyOf(keys);
    }

    DeviceBelief with(Device changed) {
        return new DeviceBelief(changed, connection, capabilities, associations, configured, keys);
    }

    DeviceBelief with(Connection changed) {
        return new DeviceBelief(settings, changed, capabilities, associations, configured, keys);
    }

    DeviceBelief with(Capabilities changed) {
        return new DeviceBelief(settings, connection, Optional.of(changed), associations, configured, keys);
    }

    /** What it says of each; the first of more than any device has. */
    DeviceBelief withAssociations(List<AssociationStatus> all) {
        Map<AssociationId, AssociationStatus> known = all.stream()
                .limit(DeviceLimits.MOST_ASSOCIATIONS)
                .filter(status -> !isOver(status))
                .collect(Collectors.toMap(AssociationStatus::id, status -> status, (a, b) -> b));
        return new DeviceBelief(settings, connection, capabilities, known, configured, keys);
    }

    /** Of an association that is withdrawn, and that it is not configured with any more, nothing more is said later. */
    private boolean isOver(AssociationStatus status) {
        return status.phase() == AssociationStatus.Phase.WITHDRAWING && !configured.containsKey(status.id());
    }

    /** Whether it is not known, and one more than any device has. */
    boolean isTooMany(AssociationId association) {
        return associations.size() >= DeviceLimits.MOST_ASSOCIATIONS && !associations.containsKey(association);
    }

    /** Whether it is not known, and one more than any device has. */
    boolean isTooMany(KeyId key) {
        return keys.size() >= DeviceLimits.MOST_KEYS && !keys.containsKey(key);
    }

    /** Whether it has this association, as it says or as it is known to be configured. */
    public boolean holds(AssociationId association) {
        return configured.containsKey(association)
                || Optional.ofNullable(associations.get(association))
                        .filter(status -> status.phase() != AssociationStatus.Phase.WITHDRAWING)
                        .isPresent();
    }

    DeviceBelief with(AssociationStatus status) {
        if (isOver(status)) {
            return without(status.id());
        }
        Map<AssociationId, AssociationStatus> next = new HashMap<>(associations);
        next.put(status.id(), status);
        return new DeviceBelief(settings, connection, capabilities, next, configured, keys);
    }

    DeviceBelief without(AssociationId association) {
        Map<AssociationId, AssociationStatus> next = new HashMap<>(associations);
        next.remove(association);
        Map<AssociationId, AssociationConfiguration> rest = new HashMap<>(configured);
        rest.remove(association);
        return new DeviceBelief(settings, connection, capabilities, next, rest, keys);
    }

    DeviceBelief withConfigurations(List<AssociationConfiguration> all) {
        Map<AssociationId, AssociationConfiguration> known = all.stream()
                .limit(DeviceLimits.MOST_ASSOCIATIONS)
                .collect(Collectors.toMap(AssociationConfiguration::id, told -> told, (one, other) -> other));
        return new DeviceBelief(settings, connection, capabilities, associations, known, keys);
    }

    DeviceBelief with(AssociationConfiguration written) {
        Map<AssociationId, AssociationConfiguration> next = new HashMap<>(configured);
        next.put(written.id(), written);
        return new DeviceBelief(settings, connection, capabilities, associations, next, keys);
    }

    /** Whether it has this association, and is known to be configured with it in just this way. */
    public boolean isConfigured(AssociationConfiguration wanted) {
        return associations.containsKey(wanted.id()) && wanted.equals(configured.get(wanted.id()));
    }

    /** Whether it is known to be configured with this association in another way. */
    public boolean differsFrom(AssociationConfiguration wanted) {
        return configured.containsKey(wanted.id()) && !wanted.equals(configured.get(wanted.id()));
    }

    DeviceBelief withKeys(List<KeyInformation> all) {
        Map<KeyId, KeyInformation> known = all.stream()
                .limit(DeviceLimits.MOST_KEYS)
                .collect(Collectors.toMap(KeyInformation::id, key -> key, (a, b) -> b));
        return new DeviceBelief(settings, connection, capabilities, associations, configured, known);
    }

    /** Keys long destroyed are forgotten, oldest first. */
    DeviceBelief with(KeyInformation key) {
        Map<KeyId, KeyInformation> next = new HashMap<>(keys);
        next.put(key.id(), key);
        List<KeyInformation> destroyed = next.values().stream()
                .filter(known -> known.times().destroyed().isPresent())
                .sorted((a, b) -> b.times()
                        .destroyed()
                        .orElseThrow()
                        .compareTo(a.times().destroyed().orElseThrow()))
                .toList();
        destroyed.stream().skip(MOST_DESTROYED_KEYS).forEach(old -> next.remove(old.id()));
        return new DeviceBelief(settings, connection, capabilities, associations, configured, next);
    }
}
