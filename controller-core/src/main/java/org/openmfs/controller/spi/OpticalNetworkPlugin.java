package org.openmfs.controller.spi;

import java.util.UUID;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;

/**
 * The External network manager I/F towards an APN-C (MFS 4.3.2): optical paths between APN-T ports.
 *
 * <p>Calls may block up to their timeouts and may be made from any thread; one network that stalls holds up nobody who
 * does not ask for it. A failure names the manager.
 */
public interface OpticalNetworkPlugin {
    /** Watches the manager and the paths set up through it from now on. Does not wait. */
    void connect(ManagedNetwork manager);

    /** Stops and forgets the manager: nothing is reported on it from now on; paths stay. */
    void disconnect(ManagerId manager);

    /**
     * Sets up the association's path, in place of an earlier one with other ports or capacity, and waits until it is
     * installed. Repeating a request changes nothing.
     *
     * @throws SouthboundFailure if refused, away or not installed in time; nothing is left of it then, nor of an earlier
     *     one with other ports or capacity that it was to take the place of
     */
    void setUp(ManagerId manager, OpticalPath path) throws SouthboundFailure;

    /**
     * Takes the association's path down; succeeds when there is none.
     *
     * @throws SouthboundFailure if refused or away; may be repeated
     */
    void takeDown(ManagerId manager, AssociationId association) throws SouthboundFailure;

    /**
     * A path between two ports.
     *
     * @param a port of one end (TAPI service-interface-point)
     * @param capacity Gbit/s
     */
    record OpticalPath(AssociationId association, UUID a, UUID z, int capacity) {}
}
