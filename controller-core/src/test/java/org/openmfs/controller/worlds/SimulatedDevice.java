package org.openmfs.controller.worlds;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.spi.DeviceChange;

/** A device with its configuration and what its agent makes of it. */
final class SimulatedDevice {
    final Device settings;
    final Capabilities can;
    /** Whether its KME belongs to the QKD network; otherwise somebody else joined it to all others of that kind. */
    final boolean atManagedKme;

    final Map<AssociationId, AssociationConfiguration> running = new TreeMap<>();
    final Map<AssociationId, AssociationStatus> statuses = new TreeMap<>();
    /** Whether it can be managed. */
    boolean up = true;
    /** Whether it stays away to the end. */
    boolean gone;
    /** Refuses every change until the end. */
    boolean stubborn;

    Optional<Lie> lie = Optional.empty();
    private Map<AssociationId, AssociationConfiguration> older = Map.of();
    private int changes;

    SimulatedDevice(Device settings, Capabilities can, boolean atManagedKme) {
        this.settings = settings;
        this.can = can;
        this.atManagedKme = atManagedKme;
    }

    DeviceId id() {
        return settings.id();
    }

    void take(DeviceChange change) {
        if (changes++ % 2 == 0) {
            older = Map.copyOf(running);
        }
        change.remove().forEach(this::remove);
        change.put().forEach(this::put);
    }

    void put(AssociationConfiguration one) {
        running.put(one.id(), one);
        statuses.computeIfAbsent(one.id(), SimulatedDevice::idle);
    }

    void remove(AssociationId association) {
        running.remove(association);
        statuses.remove(association);
    }

    /** It starts with this configuration, and without keys. */
    private void startWith(Map<AssociationId, AssociationConfiguration> configuration) {
        running.clear();
        statuses.clear();
        configuration.values().forEach(this::put);
    }

    void forget() {
        startWith(Map.of());
    }

    void returnToOlder() {
        startWith(older);
    }

    private static AssociationStatus idle(AssociationId association) {
        return new AssociationStatus(
                association,
                AssociationStatus.Phase.IDLE,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
