package org.openmfs.controller.service;

import java.util.UUID;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.ManagerId;

/** Something that a service depends on. */
sealed interface Subject {
    /** A device: its session, what it can do, and whose associations it has. */
    record OfDevice(DeviceId id) implements Subject {}

    /** Where an endpoint stands, and the network around it. */
    record OfEndpoint(EndpointId id) implements Subject {}

    /** A protection class. */
    record OfClass(ClassId id) implements Subject {}

    /** A manager's session, and which nodes and links its network has, and which nodes answer. */
    record OfManagedNetwork(ManagerId id) implements Subject {}

    /** What the links between two neighbours of a QKD network make, whether they do, and what is asked of them. */
    record OfHop(ManagerId manager, UUID lesser, UUID greater) implements Subject {
        static OfHop between(ManagerId manager, UUID one, UUID other) {
            return one.compareTo(other) < 0 ? new OfHop(manager, one, other) : new OfHop(manager, other, one);
        }
    }

    /** Whatever may help one that is not as it should be: anything of any manager, and what another gives back. */
    record OfAnyHelp() implements Subject {}
}
