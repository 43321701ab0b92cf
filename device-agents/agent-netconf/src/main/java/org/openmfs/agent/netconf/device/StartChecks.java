package org.openmfs.agent.netconf.device;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.openmfs.agent.file.Room;

/** What would keep an agent from running on this machine, found before it starts. */
public final class StartChecks {
    private StartChecks() {}

    /**
     * What can be seen without binding a port or leaving a file; what another agent holds at the moment is no fault.
     *
     * @return a line for each fault
     */
    public static List<String> ofMachine(AgentSettings settings) {
        List<String> faults = new ArrayList<>(ofFolders(settings));
        faults.addAll(KernelMeans.here().faults(settings.encDecs()));
        faults.addAll(KernelMeans.here().parentFaults(settings.encDecs()));
        faults.addAll(new Identities(settings, InstantSource.system()).faults());
        faults.addAll(ModuleParts.faults(settings));
        return faults;
    }

    /**
     * What keeps an agent from starting, its data folder taken already if that can be.
     *
     * @throws SettingsRefused with a line for each fault
     */
    static void beforeStart(AgentSettings settings) throws SettingsRefused {
        List<String> faults = new ArrayList<>(ofFolders(settings));
        faults.addAll(Ports.faults(settings));
        faults.addAll(KernelMeans.here().faults(settings.encDecs()));
        if (settings.modules().isEmpty()) {
            faults.addAll(FloorReach.faults(settings.floor(), Parts.ownGrounds(settings)));
        } else if (DataFolder.isEmpty(settings)) {
            // A first start that is refused leaves nothing; later ones load the modules once.
            faults.addAll(ModuleParts.faults(settings));
        }
        if (faults.isEmpty()) {
            // last, since signatures take longer than the two seconds within which an address in use is told
            faults.addAll(new Identities(settings, InstantSource.system()).faults());
        }
        if (!faults.isEmpty()) {
            throw new SettingsRefused(faults);
        }
    }

    /** A disk that is full, or cannot be written, shows where it is tried alone. */
    private static List<String> ofFolders(AgentSettings settings) {
        List<String> faults = DataFolder.faults(settings);
        if (!faults.isEmpty()) {
            return faults;
        }
        List<String> full = new ArrayList<>();
        for (Path folder : List.of(settings.data(), settings.seals())) {
            Room.fault(nearest(folder)).ifPresent(why -> full.add(folder + ": cannot be written: " + why));
        }
        return full;
    }

    /** A folder that is to be made is made in this one. */
    private static Path nearest(Path folder) {
        return Files.exists(folder) ? folder : nearest(folder.getParent());
    }
}
