package org.openmfs.southbound.netconf.session;

import org.openmfs.controller.spi.SouthboundFailure;

/** A change that must not stay on a device and may still be there, because the device was lost while it was made. */
public interface OwedUndo {
    /** Sees to it that the change is gone; nothing is done where it is gone already. */
    void settle(Link link) throws SouthboundFailure;
}
