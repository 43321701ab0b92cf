package org.openmfs.controller.spi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ReasonCode;

/** Devices that exist only in this map, for tests of what stands on the port. Everything happens at once. */
public final class InMemoryDevices implements DevicePlugin {
    private static final Instant ALWAYS = Instant.EPOCH;

    private final DeviceReports reports;
    private final Map<DeviceId, InMemorySite> sites = new HashMap<>();
    private final Map<DeviceId, Device> onboarded = new HashMap<>();
    private final Map<DeviceId, ReasonCode> without = new HashMap<>();

    public InMemoryDevices(DeviceReports reports) {
        this.reports = reports;
    }

    /** Sets a device up that can be onboarded. */
    public InMemoryDevices with(InMemorySite site) {
        sites.put(site.settings().id(), site);
        site.attach(new InMemorySite.Wire(reports, () -> meet(site.settings().id())));
        return this;
    }

    @Override
    public void onboard(Device device) {
        if (!device.equals(onboarded.put(device.id(), device))) {
            meet(device.id());
        }
    }

    /** What comes of an attempt to connect now. */
    private void meet(DeviceId id) {
        Device device = onboarded.get(id);
        if (device == null) {
            return;
        }
        InMemorySite site = sites.get(id);
        if (device.locked()) {
            refuse(id, Connection.State.DISABLED, ReasonCode.DEVICE_UNREACHABLE);
        } else if (site == null || !site.up()) {
            refuse(id, Connection.State.CONNECTING, ReasonCode.DEVICE_UNREACHABLE);
        } else if (!device.hostKey().equals(site.settings().hostKey())) {
            refuse(id, Connection.State.REFUSED, ReasonCode.HOST_KEY_MISMATCH);
        } else if (!site.login(device.credential())) {
            refuse(id, Connection.State.REFUSED, ReasonCode.CREDENTIAL_REFUSED);
        } else {
            without.remove(id);
            reports.connectionChanged(id, Connection.connected(ALWAYS));
            reports.configurations(id, List.copyOf(site.running().values()));
            reports.associations(id, site.statuses());
            reports.capabilities(id, site.capabilities());
            reports.keys(id, List.of());
        }
    }

    private void refuse(DeviceId id, Connection.State state, ReasonCode reason) {
        without.put(id, reason);
        reports.connectionChanged(id, new Connection(state, Optional.of(reason), reason.word(), ALWAYS));
    }

    @Override
    public void release(DeviceId device) {
        onboarded.remove(device);
        without.remove(device);
    }

    @Override
    public void configure(List<DeviceChange> changes) throws SouthboundFailure {
        List<InMemorySite> taking = new ArrayList<>();
        for (DeviceChange change : changes) {
            InMemorySite site = site(change.device());
            if (site.refuses()) {
                throw failure(change.device(), ReasonCode.DEVICE_REFUSED);
            }
            taking.add(site);
        }
        for (int i = 0; i < changes.size(); i++) {
            taking.get(i).take(changes.get(i));
        }
    }

    @Override
    public Set<AssociationId> associations(DeviceId device) throws SouthboundFailure {
        return site(device).associations();
    }

    @Override
    public void rekey(DeviceId device, AssociationId association) throws SouthboundFailure {
        if (!site(device).rekey(association)) {
            throw failure(device, ReasonCode.DEVICE_REFUSED);
        }
    }

    private InMemorySite site(DeviceId device) throws SouthboundFailure {
        if (!onboarded.containsKey(device)) {
            throw failure(device, ReasonCode.DEVICE_UNKNOWN);
        }
        if (without.containsKey(device)) {
            throw failure(device, without.get(device));
        }
        InMemorySite site = sites.get(device);
        if (site.stalled()) {
            throw failure(device, ReasonCode.TIMED_OUT);
        }
        return site;
    }

    private static SouthboundFailure failure(DeviceId device, ReasonCode code) {
        return new SouthboundFailure(code, device.value(), code.word());
    }
}
