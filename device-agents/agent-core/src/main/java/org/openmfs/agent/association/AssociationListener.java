package org.openmfs.agent.association;

import org.openmfs.agent.registry.KeyRecord;

/** Who is told what associations do; called one at a time for each association, and must not block. */
public interface AssociationListener {
    /** Something happened. */
    void happened(AssociationEvent event);

    /** The association's report changed. */
    void reported(AssociationReport report);

    /** A key was made, or came to another stage or state. */
    void keyChanged(KeyRecord key);
}
