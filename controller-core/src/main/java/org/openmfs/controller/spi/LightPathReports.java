package org.openmfs.controller.spi;

import java.util.Map;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.OpticalPathStatus;

/** What a plugin may report of APN-Cs. Called on any thread, in order for one manager; returns at once. */
public interface LightPathReports {
    void connectionChanged(ManagerId manager, Connection connection);

    /**
     * Every optical path that is there under a name of ours, and every one that was asked for through the manager and not
     * taken down since though it is gone or being removed, after each reading and each request; replaces what was known.
     */
    void opticalPaths(ManagerId manager, Map<AssociationId, OpticalPathStatus> paths);
}
