package org.openmfs.controller.spi;

import java.util.List;
import java.util.UUID;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.KeyRates;
import org.openmfs.controller.model.ManagerId;

/**
 * What is asked of managers of QKD networks (MFS 4.3.2): key links between applications. Never sees a key.
 *
 * <p>Calls may block up to their timeouts and may be made from any thread; one network that stalls holds up nobody who
 * does not ask for it. A failure names the manager.
 */
public interface KeyNetworks {
    /**
     * Registers the application at both ends and sets up its key link along the path, over trusted nodes where there are
     * nodes between, in place of the association's earlier key link if there is one. Repeating a request changes nothing.
     * What an earlier key link left in a node off the path that is away goes when the association's key link is taken down.
     *
     * @throws SouthboundFailure if a node on the path refuses or is away; what was set up for this request is taken down
     *     again, and what was there before stays
     */
    void setUp(ManagerId manager, KeyLink link) throws SouthboundFailure;

    /**
     * Takes the association's key link and application down, at each node that may have something of it; succeeds when
     * there is none. A node that is known to be away is not asked, and fails at once.
     *
     * @throws SouthboundFailure if one of these refuses or is away; the others have it no more; may be repeated
     */
    void takeDown(ManagerId manager, AssociationId association) throws SouthboundFailure;

    /** Something suggests that the network is not as it was: it is read at once. Does not wait; nobody need be there. */
    void look(ManagerId manager);

    /**
     * A key link between two applications.
     *
     * @param path QKD nodes from one end to the other, at least two
     * @param rates the least is kept for it along the whole path; the most is what its applications may draw
     */
    record KeyLink(AssociationId association, String saeA, String saeZ, List<UUID> path, KeyRates rates) {
        public KeyLink {
            path = List.copyOf(path);
        }
    }
}
