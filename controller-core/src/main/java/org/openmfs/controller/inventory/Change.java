package org.openmfs.controller.inventory;

import java.util.Optional;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.NetworkId;
import org.openmfs.controller.model.ProtectionClass;

/** One thing in which an inventory differs from the one before; what is empty was or is not there. */
public sealed interface Change {
    /** What is believed of a device. */
    record OfDevice(DeviceId id, Optional<DeviceBelief> before, Optional<DeviceBelief> now) implements Change {}

    /** What is believed of a manager. */
    record OfManagedNetwork(ManagerId id, Optional<ManagerBelief> before, Optional<ManagerBelief> now)
            implements Change {}

    /** A network as it is configured. */
    record OfNetwork(NetworkId id, Optional<Network> before, Optional<Network> now) implements Change {}

    /** A protection class as it is configured. */
    record OfClass(ClassId id, Optional<ProtectionClass> before, Optional<ProtectionClass> now) implements Change {}

    /** A method as it is configured. */
    record OfMethod(MethodId id, Optional<Method> before, Optional<Method> now) implements Change {}
}
