package org.openmfs.southbound.netconf.model;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.DeviceReports;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.xml.TopLevelNode;
import org.openmfs.southbound.netconf.xml.XmlTree;
import org.w3c.dom.Element;

/**
 * How devices of one model are spoken with over NETCONF: what of their data is read, what that says, and what is written
 * for what is wanted. How sessions, locks and commits go is the same for all (RFC 6241) and none of its business. Has no
 * state, and is called from any thread.
 */
public interface DeviceModel {
    /** For people. */
    String name();

    /**
     * Whether a device is of this model.
     *
     * @param capabilities of its hello (RFC 6241 section 8.1)
     */
    boolean claims(Collection<String> capabilities);

    /** What of a device's data is read and written; nothing else is asked for. */
    List<TopLevelNode> content();

    /**
     * What a device says of itself.
     *
     * @param reply the answer to {@code get}
     * @throws SouthboundFailure {@code DEVICE_UNSUPPORTED} if nothing can be done with it
     */
    DeviceReading read(DeviceId device, Element reply, Instant now) throws SouthboundFailure;

    /**
     * Reports what a notification (RFC 5277) says; one that says nothing to us is passed over.
     *
     * @param envelope the element that holds the event and its time
     * @throws SouthboundFailure if it makes no sense; everything is read then
     */
    void heard(XmlTree envelope, Instant now, DeviceReports reports) throws SouthboundFailure;

    /** @param reply the answer to {@code get-config} */
    Set<AssociationId> associations(DeviceId device, Element reply);

    /**
     * What a change comes to on a device that is configured so.
     *
     * @param reply the answer to {@code get-config}
     */
    DeviceTarget target(DeviceChange change, Element reply);

    /** The request that has the key in use replaced now; empty where devices of this model have none. */
    Optional<Element> rekey(AssociationId association);
}
