package org.openmfs.controller.spi;

import java.util.List;
import java.util.Set;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;

/**
 * Sessions with devices that serve MFS CFs: the MFS Network Management I/F (MFS 4.3.2).
 *
 * <p>Calls may block up to their timeouts and may be made from any thread; one device that stalls holds up nobody who
 * does not ask for it.
 */
public interface DevicePlugin {
    /** Keeps a session up with this device from now on, or with its changed settings. Does not wait for it. */
    void onboard(Device device);

    /** Ends the session and forgets the device. */
    void release(DeviceId device);

    /**
     * Carries out the changes on all the devices named, or on none: edit and validate everywhere, commit for
     * confirmation everywhere, confirm everywhere; undone where a device fails or vanishes in between. Repeating a change
     * that is already there succeeds and changes nothing.
     *
     * @throws SouthboundFailure naming the device that failed; the others are as before
     */
    void configure(List<DeviceChange> changes) throws SouthboundFailure;

    /**
     * Associations configured on the device now.
     *
     * @throws SouthboundFailure if there is no session
     */
    Set<AssociationId> associations(DeviceId device) throws SouthboundFailure;

    /**
     * Has the key in use replaced now.
     *
     * @throws SouthboundFailure if there is no session or the device refuses
     */
    void rekey(DeviceId device, AssociationId association) throws SouthboundFailure;
}
