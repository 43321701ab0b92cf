package org.openmfs.controller.plan;

import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.model.CleanText;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Trouble;

/** What a service says of a device or manager that it waits for: what its session says, so far as that says anything. */
public final class Absence {
    private Absence() {}

    /** There is no session with the device. */
    public static Trouble of(DeviceBelief device) {
        DeviceId id = device.settings().id();
        return device(device, "no session with device " + id);
    }

    /** The device never told what it can do. */
    static Trouble ofNews(DeviceBelief device) {
        DeviceId id = device.settings().id();
        return device(device, "nothing is known yet of what device " + id + " can do");
    }

    private static Trouble device(DeviceBelief device, String otherwise) {
        Connection connection = device.connection();
        ReasonCode code = connection.reason().orElse(ReasonCode.DEVICE_UNREACHABLE);
        String id = device.settings().id().value();
        return new Trouble(code, id, text("device " + id, otherwise, connection));
    }

    /** The manager never told what its network is like. */
    public static Trouble of(ManagerBelief manager) {
        ManagerId id = manager.settings().id();
        Connection connection = manager.connection();
        ReasonCode code = connection.reason().orElse(ReasonCode.MANAGER_UNREACHABLE);
        String otherwise = "manager " + id + " told nothing yet";
        return new Trouble(code, id.value(), text("manager " + id, otherwise, connection));
    }

    private static String text(String who, String otherwise, Connection connection) {
        String said = CleanText.of(connection.text());
        if (said.isEmpty()) {
            return otherwise;
        }
        return said.contains(who) ? said : who + ": " + said;
    }
}
