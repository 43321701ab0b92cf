package org.openmfs.agent.machine;

import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationListener;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.registry.KeyRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what cannot be told from holding up what associations do: their keys do not depend on who hears of them. */
record GuardedListener(AssociationListener behind) implements AssociationListener {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

    private static void guarded(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException | VirtualMachineError | LinkageError broken) {
            LOG.error("news of an association was not told by a fault of ours; the association goes on", broken);
        }
    }

    @Override
    public void happened(AssociationEvent event) {
        guarded(() -> behind.happened(event));
    }

    @Override
    public void reported(AssociationReport report) {
        guarded(() -> behind.reported(report));
    }

    @Override
    public void keyChanged(KeyRecord key) {
        guarded(() -> behind.keyChanged(key));
    }
}
