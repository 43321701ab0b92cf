package org.openmfs.controller.runtime;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.api.ConfigurationSink;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.Connection;
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
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.service.Services;
import org.openmfs.controller.spi.ManagerPlugin;
import org.openmfs.controller.spi.ManagerPlugins;

/** Hands what is configured to whom it concerns. */
record Configuration(
        LiveInventory inventory, Services services, MfsController.Southbound southbound, InstantSource clock)
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

    /** Its plugin is asked last, when the inventory knows the manager that it will tell of. */
    @Override
    public void manager(ManagerId id, Optional<ManagedNetwork> manager) {
        ManagerPlugins plugins = southbound.managers();
        Optional<ManagerPlugin> serving = manager.flatMap(present -> plugins.of(present.kind()));
        inventory.configured(id, manager, serving.map(ManagerPlugin::facets).orElse(Set.of()));
        plugins.all().stream()
                .filter(plugin -> !serving.equals(Optional.of(plugin)))
                .forEach(plugin -> plugin.disconnect(id));
        manager.ifPresent(present -> serving.ifPresentOrElse(
                plugin -> plugin.connect(present),
                () -> refuse(present, plugins.kinds().unserved(present.kind()))));
    }

    private void refuse(ManagedNetwork manager, String text) {
        inventory.connectionChanged(
                manager.id(),
                new Connection(
                        Connection.State.REFUSED, Optional.of(ReasonCode.MANAGER_REFUSED), text, clock.instant()));
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
