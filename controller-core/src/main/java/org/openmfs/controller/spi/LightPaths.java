package org.openmfs.controller.spi;

import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.OpticalPath;

/**
 * What is asked of APN-Cs (MFS 4.3.2): optical paths between APN-T ports.
 *
 * <p>Calls may block up to their timeouts and may be made from any thread; one network that stalls holds up nobody who
 * does not ask for it. A failure names the manager.
 */
public interface LightPaths {
    /**
     * Asks for the association's path, in place of an earlier one with other ports or capacity, and does not wait until
     * it is installed, which may take minutes: what becomes of it is reported, for the first time before this returns.
     * Repeating a request changes nothing, also while it is being installed.
     *
     * @return whether it is {@link LightPathState#PENDING pending}, or how it is if it is installed
     * @throws SouthboundFailure if refused or away, or if the network made another path than was asked for; nothing is
     *     left of it where it was refused, nor of an earlier one with other ports or capacity that it was to take the
     *     place of
     */
    LightPathState setUp(ManagerId manager, OpticalPath path) throws SouthboundFailure;

    /**
     * Takes the association's path down; succeeds when there is none.
     *
     * @throws SouthboundFailure if refused or away; may be repeated
     */
    void takeDown(ManagerId manager, AssociationId association) throws SouthboundFailure;
}
