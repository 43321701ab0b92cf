package org.openmfs.controller.api;

import java.util.List;
import java.util.Set;
import org.openmfs.controller.api.ConfigurationCheck.Defect;
import org.openmfs.controller.model.Application;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.ProtectionClass;

/**
 * Configuration as it is, or would be after a change.
 *
 * @param methods the catalogue
 * @param unreadable what is wrong with entries that cannot even be read
 */
public record ProposedConfiguration(
        List<Intent> intents,
        List<ProtectionClass> classes,
        List<Network> networks,
        List<ManagedNetwork> managers,
        Set<DeviceId> devices,
        List<Method> methods,
        List<Application> applications,
        List<Defect> unreadable) {
    public ProposedConfiguration {
        intents = List.copyOf(intents);
        classes = List.copyOf(classes);
        networks = List.copyOf(networks);
        managers = List.copyOf(managers);
        devices = Set.copyOf(devices);
        methods = List.copyOf(methods);
        applications = List.copyOf(applications);
        unreadable = List.copyOf(unreadable);
    }

    /** Without a catalogue and applications. */
    public ProposedConfiguration(
            List<Intent> intents,
            List<ProtectionClass> classes,
            List<Network> networks,
            List<ManagedNetwork> managers,
            Set<DeviceId> devices,
            List<Defect> unreadable) {
        this(intents, classes, networks, managers, devices, List.of(), List.of(), unreadable);
    }
}
