package org.openmfs.controller.spi;

import java.util.List;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.ReasonCode;

/** What a device plugin may report. Called on any thread, in order for one device; returns at once. */
public interface DeviceReports {
    void connectionChanged(DeviceId device, Connection connection);

    /** Sent after each connect, when the associations were told, and when they change. */
    void capabilities(DeviceId device, Capabilities capabilities);

    /** All associations of the device, after each connect; replaces what was known. */
    void associations(DeviceId device, List<AssociationStatus> all);

    /**
     * Associations as the device is configured with them, after each connect and when others changed them, before the
     * associations are told; replaces what was known. One that makes no sense is left out.
     */
    void configurations(DeviceId device, List<AssociationConfiguration> all);

    /** All keys of the device, after each connect; replaces what was known. */
    void keys(DeviceId device, List<KeyInformation> all);

    void associationChanged(DeviceId device, AssociationStatus status);

    void keyChanged(DeviceId device, KeyInformation key);

    void alarm(DeviceId device, AssociationId association, ReasonCode reason, String text);

    /**
     * Waits while much of what the device told is still to be taken in. Who passes on what a device says unasked waits so
     * after each event; so one that says much keeps no other waiting, and fills no memory.
     */
    default void awaitRoom(DeviceId device) throws InterruptedException {}
}
