package org.openmfs.controller.service;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.openmfs.controller.api.ConfigurationCheck;
import org.openmfs.controller.api.ProposedConfiguration;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKinds;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.service.Users.Thing;

/**
 * Refuses to take away what a service uses, and says which service: one that would be configured still, suspended or not,
 * or one that is being withdrawn and can be asked to give back what it has there.
 */
public final class InUse implements ConfigurationCheck {
    private final Supplier<List<ServiceState>> services;
    private final Supplier<Inventory> inventory;
    private final ManagerKinds kinds;

    /**
     * @param services where they stand
     * @param inventory what is believed now
     * @param kinds those of managers that there are plugins for
     */
    public InUse(Supplier<List<ServiceState>> services, Supplier<Inventory> inventory, ManagerKinds kinds) {
        this.services = services;
        this.inventory = inventory;
        this.kinds = kinds;
    }

    @Override
    public List<Defect> defects(ProposedConfiguration before, ProposedConfiguration after) {
        if (!after.unreadable().isEmpty()) {
            return List.of();
        }
        Users users = new Users();
        new ConfiguredUse(before, after, services.get(), kinds).addTo(users);
        leftovers(before, gone(before.devices(), after.devices()), gone(managers(before), managers(after)), users);
        return users.defects();
    }

    /** One that is deleted together with what it uses is the operator's own wish. */
    private void leftovers(ProposedConfiguration before, Set<DeviceId> devices, Set<ManagerId> managers, Users users) {
        if (devices.isEmpty() && managers.isEmpty()) {
            return;
        }
        Set<ServiceId> configured =
                before.intents().stream().map(Intent::service).collect(Collectors.toSet());
        for (ServiceState state : services.get()) {
            if (!configured.contains(state.service())) {
                String user = "service " + state.service() + ", which is being withdrawn";
                Traces left = left(state);
                left.devices().keySet().stream()
                        .filter(devices::contains)
                        .sorted()
                        .forEach(id -> users.add(Thing.of(id), user));
                left.managers().keySet().stream()
                        .filter(managers::contains)
                        .sorted()
                        .forEach(id -> users.add(Thing.of(id), user));
            }
        }
    }

    /** Without a session nothing can be given back: taking the device away is how that is ended. */
    private Traces left(ServiceState state) {
        Inventory now = inventory.get();
        Traces planned = state.plan().map(Traces::of).orElse(Traces.NONE);
        return planned.and(Footprint.held(state.service(), now)).reachable(now);
    }

    private static Set<ManagerId> managers(ProposedConfiguration configuration) {
        return configuration.managers().stream().map(ManagedNetwork::id).collect(Collectors.toSet());
    }

    private static <T> Set<T> gone(Set<T> before, Set<T> after) {
        Set<T> gone = new HashSet<>(before);
        gone.removeAll(after);
        return gone;
    }
}
