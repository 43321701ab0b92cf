package org.openmfs.agent.netconf.device;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/** What would keep an agent from running on this machine, found before it starts. */
public final class StartChecks {
    private StartChecks() {}

    /**
     * What can be seen without binding a port or writing a file; what another agent holds at the moment is no fault.
     *
     * @return a line for each fault
     */
    public static List<String> ofMachine(AgentSettings settings) {
        List<String> faults = new ArrayList<>(DataFolder.faults(settings.data(), settings.cf()));
        faults.addAll(KernelMeans.here().faults(settings.encDecs()));
        try {
            MfsAgent.identity(settings);
        } catch (IOException unusable) {
            faults.add("peering: " + unusable.getMessage());
        } catch (GeneralSecurityException unusable) {
            faults.add("peering: a certificate or key cannot be used: " + unusable.getMessage());
        }
        return faults;
    }

    /**
     * What keeps an agent from starting, its data folder taken already if that can be.
     *
     * @throws SettingsRefused with a line for each fault
     */
    static void beforeStart(AgentSettings settings) throws SettingsRefused {
        List<String> faults = new ArrayList<>(DataFolder.faults(settings.data(), settings.cf()));
        faults.addAll(Ports.faults(settings));
        faults.addAll(KernelMeans.here().faults(settings.encDecs()));
        if (!faults.isEmpty()) {
            throw new SettingsRefused(faults);
        }
    }
}
