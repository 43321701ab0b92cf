package org.openmfs.controller.spi;

import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagerId;

/** What an optical network plugin may report. Called on any thread, in order for one manager; returns at once. */
public interface OpticalNetworkReports {
    void connectionChanged(ManagerId manager, Connection connection);

    /** The association's path carries traffic, or no longer does, or is gone though nobody took it down through us. */
    void pathChanged(ManagerId manager, AssociationId association, LightPathState state, String text);
}
