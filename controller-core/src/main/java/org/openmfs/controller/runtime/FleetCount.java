package org.openmfs.controller.runtime;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openmfs.controller.api.FleetSummary;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;

/** Counts what stands at one moment. */
final class FleetCount {
    private FleetCount() {}

    static FleetSummary of(List<ServiceState> services, Inventory inventory, Map<ReasonCode, Integer> alarms) {
        Collection<DeviceBelief> devices = inventory.devices().values();
        return new FleetSummary(
                count(services.stream(), ServiceState::phase),
                count(services.stream().flatMap(FleetCount::codes), code -> code),
                count(devices.stream(), device -> device.connection().state()),
                count(
                        inventory.managers().values().stream(),
                        (ManagerBelief manager) -> manager.connection().state()),
                count(
                        devices.stream().flatMap(device -> device.associations().values().stream()),
                        AssociationStatus::phase),
                count(devices.stream().flatMap(device -> device.keys().values().stream()), KeyInformation::state),
                alarms);
    }

    /** One that is given for several subjects is one reason. */
    private static Stream<ReasonCode> codes(ServiceState service) {
        return service.reasons().stream().map(Reason::code).distinct();
    }

    private static <T, K> Map<K, Integer> count(Stream<T> all, Function<T, K> what) {
        Map<K, Integer> counts = new HashMap<>();
        all.forEach(one -> counts.merge(what.apply(one), 1, Integer::sum));
        return counts;
    }
}
