package org.openmfs.controller.service;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.openmfs.controller.api.Rekeying;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.model.Leg;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;
import org.openmfs.controller.spi.DevicePlugin;

/** Orders for another key, to the initiator of each leg of the plan that is carried out. */
public final class KeyOrders implements Rekeying {
    private final DevicePlugin devices;
    private final Supplier<List<ServiceState>> services;

    /** @param services where they stand now */
    public KeyOrders(DevicePlugin devices, Supplier<List<ServiceState>> services) {
        this.devices = devices;
        this.services = services;
    }

    @Override
    public Outcome rekey(ServiceId service) {
        Optional<ServiceState> known = services.get().stream()
                .filter(state -> state.service().equals(service))
                .findFirst();
        if (known.isEmpty()) {
            return new Outcome.Unknown();
        }
        Optional<Plan> plan = known.get().plan();
        return plan.isPresent() ? order(service, plan.get().legs()) : new Outcome.Keyless();
    }

    private Outcome order(ServiceId service, List<Leg> legs) {
        List<Trouble> troubles = legs.stream()
                .flatMap(leg ->
                        RemoteStep.attempt(
                                service, () -> devices.rekey(leg.initiator().device(), leg.association()))
                                .stream())
                .toList();
        return troubles.isEmpty() ? new Outcome.Ordered() : new Outcome.Refused(troubles);
    }
}
