package org.openmfs.controller.plan;

import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.ServiceId;

/** What the association of a service's first leg is called: one from before services had legs keeps its name. */
public final class FirstLeg {
    private FirstLeg() {}

    public static AssociationId of(ServiceId service, Inventory inventory) {
        AssociationId ordinary = service.leg(1);
        AssociationId older = service.withoutLegs();
        boolean adopted = inventory.holders(ordinary).isEmpty()
                && !inventory.holders(older).isEmpty();
        return adopted ? older : ordinary;
    }
}
