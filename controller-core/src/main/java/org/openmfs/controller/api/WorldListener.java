package org.openmfs.controller.api;

import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.Alarm;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;

/** Is told what is known of devices, managers and keys, one thing after the other; returns at once. */
public interface WorldListener {
    void deviceChanged(Device device, Connection connection, Optional<Capabilities> capabilities);

    void deviceGone(DeviceId device);

    void managerChanged(ManagedNetwork manager, Connection connection);

    void managerGone(ManagerId manager);

    /**
     * @param holders devices that report the key
     */
    void keyChanged(KeyInformation key, Set<DeviceId> holders);

    void keyGone(KeyId key);

    /** Something that an operator should look into; told again with other words, where they changed. */
    void alarmRaised(Alarm alarm);

    /** What it told of is over. */
    void alarmCleared(Alarm alarm);
}
