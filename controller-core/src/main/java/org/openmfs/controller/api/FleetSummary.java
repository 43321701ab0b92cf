package org.openmfs.controller.api;

import java.util.Map;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ReasonCode;

/**
 * How many there are of what the MFS Network Manager looks after, by where they stand. What a map lacks there is none of.
 *
 * @param services by phase
 * @param serviceReasons how many services give a reason
 * @param devices by the state of their sessions
 * @param managers by the state of their sessions
 * @param associations as devices report them: one at both its ends is counted twice
 * @param keys by their state of SP 800-57, as devices report them: one at both its ends is counted twice
 * @param alarms that stand, by reason
 */
public record FleetSummary(
        Map<Phase, Integer> services,
        Map<ReasonCode, Integer> serviceReasons,
        Map<Connection.State, Integer> devices,
        Map<Connection.State, Integer> managers,
        Map<AssociationStatus.Phase, Integer> associations,
        Map<String, Integer> keys,
        Map<ReasonCode, Integer> alarms) {
    public FleetSummary {
        services = Map.copyOf(services);
        serviceReasons = Map.copyOf(serviceReasons);
        devices = Map.copyOf(devices);
        managers = Map.copyOf(managers);
        associations = Map.copyOf(associations);
        keys = Map.copyOf(keys);
        alarms = Map.copyOf(alarms);
    }
}
