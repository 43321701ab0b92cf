package org.openmfs.controller.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.DevicePlugin;
import org.openmfs.controller.spi.OpticalNetworkPlugin;
import org.openmfs.controller.spi.QkdNetworkPlugin;
import org.openmfs.controller.spi.SouthboundFailure;

/** Devices and managers that remember what they were told, and refuse while told to. */
final class FakeSouthbound implements DevicePlugin, QkdNetworkPlugin, OpticalNetworkPlugin {
    final Map<DeviceId, Map<AssociationId, DeviceChange.Association>> configured = new HashMap<>();
    final Map<ServiceId, KeyLink> links = new HashMap<>();
    Optional<ReasonCode> refusing = Optional.empty();
    int edits;

    @Override
    public void configure(List<DeviceChange> changes) throws SouthboundFailure {
        if (refusing.isPresent()) {
            throw new SouthboundFailure(
                    refusing.get(), changes.getFirst().device().value(), "refused by the test");
        }
        edits++;
        changes.forEach(change -> {
            var known = configured.computeIfAbsent(change.device(), id -> new HashMap<>());
            change.remove().forEach(known::remove);
            change.put().forEach(association -> known.put(association.id(), association));
        });
    }

    @Override
    public Set<AssociationId> associations(DeviceId device) {
        return configured.getOrDefault(device, Map.of()).keySet();
    }

    @Override
    public void setUp(ManagerId manager, KeyLink link) {
        links.put(link.service(), link);
    }

    @Override
    public void takeDown(ManagerId manager, ServiceId service) {
        links.remove(service);
    }

    @Override
    public void setUp(ManagerId manager, OpticalPath path) {
        throw new IllegalStateException("this world has no optical network");
    }

    @Override
    public void onboard(Device device) {}

    @Override
    public void release(DeviceId device) {}

    @Override
    public void rekey(DeviceId device, AssociationId association) {}

    @Override
    public void connect(ManagedNetwork manager) {}

    @Override
    public void disconnect(ManagerId manager) {}
}
