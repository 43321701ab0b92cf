package org.openmfs.controller.runtime;

import java.util.Optional;
import org.openmfs.controller.api.ConfigurationSink;
import org.openmfs.controller.inventory.LiveInventory;
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
import org.openmfs.controller.service.Services;

/** Hands what is configured to whom it concerns. */
record Configuration(LiveInventory inventory, Services services, MfsController.Southbound southbound)
        implements ConfigurationSink {
    @Override
    public void method(MethodId id, Optional<Method> method) {
        inventory.change(known -> known.withMethod(id, method));
    }

    @Override
    public void protectionClass(ClassId id, Optional<ProtectionClass> protectionClass) {
        inventory.change(known -> known.withClass(id, protectionClass));
    }

    @Override
    public void network(NetworkId id, Optional<Network> network) {
        inventory.change(known -> known.withNetwork(id, network));
    }

    @Override
    public void device(DeviceId id, Optional<Device> device) {
        inventory.configured(id, device);
        device.ifPresentOrElse(
                southbound.devices()::onboard, () -> southbound.devices().release(id));
    }

    @Override
    public void manager(ManagerId id, Optional<ManagedNetwork> manager) {
        Optional<ManagedNetwork.Kind> kind = manager.map(ManagedNetwork::kind);
        inventory.configured(id, manager);
        if (!kind.equals(Optional.of(ManagedNetwork.Kind.QKDN_015))) {
            southbound.qkd().disconnect(id);
        }
        if (!kind.equals(Optional.of(ManagedNetwork.Kind.APN_TAPI))) {
            southbound.optical().disconnect(id);
        }
        manager.ifPresent(present -> {
            switch (present.kind()) {
                case QKDN_015 -> southbound.qkd().connect(present);
                case APN_TAPI -> southbound.optical().connect(present);
            }
        });
    }

    @Override
    public void intent(ServiceId id, Optional<Intent> intent) {
        services.intentChanged(id, intent);
    }

    @Override
    public void loaded() {
        services.loaded();
    }
}
