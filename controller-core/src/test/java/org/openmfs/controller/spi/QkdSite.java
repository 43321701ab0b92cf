package org.openmfs.controller.spi;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.KeyRates;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ReasonCode;

/**
 * A QKD network that a contract test may do what it likes with: three nodes in a row, so that the first and the last are
 * joined over the second. Up when it is handed out, with nothing set up.
 */
public interface QkdSite extends AutoCloseable {
    /** How to connect to it rightly; there is a credential. */
    ManagedNetwork settings();

    /** Its nodes, from one end of the row to the other. */
    List<UUID> nodes();

    /** The application that the node supplies. */
    String sae(UUID node);

    /** A key link along the row of which it cannot provide that much. */
    KeyNetworks.KeyLink tooMuch(AssociationId association);

    /** What is set up for services, in each of the nodes. */
    Set<String> entries();

    /** Whether the link's applications are supplied with each other's keys. */
    boolean supplies(KeyNetworks.KeyLink link);

    /** What is booked for the association in every node on its path, and what its applications may draw at both ends. */
    Optional<KeyRates> rates(AssociationId association);

    /** The node has none of what it was told for services, as after a start with nothing. */
    void forget(UUID node);

    /** Somebody else takes the application of the association's key link away from the node. */
    void removeApplication(UUID node, AssociationId association);

    /** The physical link between the first two nodes. */
    UUID firstLink();

    /** The first link goes down, is asked for more than it makes, or has too many errors. */
    void harmFirstLink(ReasonCode how);

    /** The first link is as it was again. */
    void mendFirstLink();

    /** From now on the node cannot be reached; what it was told survives. */
    void goDown(UUID node);

    /** Back after {@link #goDown}. */
    void comeBack(UUID node);

    /** From now on no node answers anything, though whoever is connected stays connected. */
    void stall();

    @Override
    void close();
}
