package org.openmfs.controller.spi;

import java.util.Map;
import java.util.UUID;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;

/** What a plugin may report of managers of QKD networks. Called on any thread, in order for one manager; returns at once. */
public interface KeyNetworkReports {
    /** Connected while any node answers; with a reason, and a text that names them, while others do not. */
    void connectionChanged(ManagerId manager, Connection connection);

    /**
     * The whole topology with rates and link states, after each connect and each change; of nodes that do not answer, what
     * they said last, if they ever did.
     */
    void topology(ManagerId manager, QkdTopology topology);

    /**
     * Every key link that was set up through the manager and not taken down since, after each reading and each request that
     * found or made it other; replaces what was known. Of a node that does not answer, what was found there last counts.
     */
    void keyLinks(ManagerId manager, Map<AssociationId, KeyLinkState> links);

    /**
     * Something happened to a link: it went down, is overloaded, or its error rate is too high. The network says so, or a
     * reading shows it first, as of what happened before anybody listened.
     */
    void linkTrouble(ManagerId manager, UUID link, ReasonCode reason, String text);
}
