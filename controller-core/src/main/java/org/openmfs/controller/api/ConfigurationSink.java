package org.openmfs.controller.api;

import java.util.Optional;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.NetworkId;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.ServiceId;

/** Is told what is configured, thing by thing; empty means that it is not configured any more. Returns at once. */
public interface ConfigurationSink {
    void method(MethodId id, Optional<Method> method);

    void protectionClass(ClassId id, Optional<ProtectionClass> protectionClass);

    void network(NetworkId id, Optional<Network> network);

    void device(DeviceId id, Optional<Device> device);

    void manager(ManagerId id, Optional<ManagedNetwork> manager);

    void intent(ServiceId id, Optional<Intent> intent);

    /** Everything that was configured at the start has been told. */
    void loaded();
}
