package org.openmfs.controller.runtime;

import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.api.WorldListener;
import org.openmfs.controller.model.Alarm;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a listener cannot take of one thing from holding up what it is told of all others. */
record GuardedListener(WorldListener behind) implements WorldListener {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

    private static void guarded(Object what, Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException | Error broken) {
            LOG.error("what is known of {} was not told by a fault of ours; the rest is", what, broken);
        }
    }

    @Override
    public void deviceChanged(Device device, Connection connection, Optional<Capabilities> capabilities) {
        guarded(device.id(), () -> behind.deviceChanged(device, connection, capabilities));
    }

    @Override
    public void deviceGone(DeviceId device) {
        guarded(device, () -> behind.deviceGone(device));
    }

    @Override
    public void managerChanged(ManagedNetwork manager, Connection connection) {
        guarded(manager.id(), () -> behind.managerChanged(manager, connection));
    }

    @Override
    public void managerGone(ManagerId manager) {
        guarded(manager, () -> behind.managerGone(manager));
    }

    @Override
    public void keyChanged(KeyInformation key, Set<DeviceId> holders) {
        guarded(key.id(), () -> behind.keyChanged(key, holders));
    }

    @Override
    public void keyGone(KeyId key) {
        guarded(key, () -> behind.keyGone(key));
    }

    @Override
    public void alarmRaised(Alarm alarm) {
        guarded(alarm.subject(), () -> behind.alarmRaised(alarm));
    }

    @Override
    public void alarmCleared(Alarm alarm) {
        guarded(alarm.subject(), () -> behind.alarmCleared(alarm));
    }
}
