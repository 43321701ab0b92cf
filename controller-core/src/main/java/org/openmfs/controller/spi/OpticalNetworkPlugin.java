package org.openmfs.controller.spi;

import java.util.UUID;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ServiceId;

/**
 * The External network manager I/F towards an APN-C (MFS 4.3.2): optical paths between APN-T ports.
 *
 * <p>Calls may block up to their timeouts and may be made from any thread.
 */
public interface OpticalNetworkPlugin {
    /** Watches the manager and the paths set up through it from now on. Does not wait. */
    void connect(ManagedNetwork manager);

    /** Stops and forgets the manager; paths stay. */
    void disconnect(ManagerId manager);

    /**
     * Sets up the service's path and waits until it is installed. Repeating a request changes nothing.
     *
     * @throws SouthboundFailure if refused or not installed in time; nothing is left of it then
     */
    void setUp(ManagerId manager, OpticalPath path) throws SouthboundFailure;

    /**
     * Takes the service's path down; succeeds when there is none.
     *
     * @throws SouthboundFailure if refused; may be repeated
     */
    void takeDown(ManagerId manager, ServiceId service) throws SouthboundFailure;

    /**
     * A path between two ports.
     *
     * @param a port of one end (TAPI service-interface-point)
     * @param capacity Gbit/s
     */
    record OpticalPath(ServiceId service, UUID a, UUID z, int capacity) {}
}
