package org.openmfs.controller.plan;

import java.util.Set;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ServiceId;

/** What the association of a service's first leg is called: one from before services had legs keeps its name. */
final class FirstLeg {
    private FirstLeg() {}

    /** @param ends the devices between which it is; what others report says nothing of it */
    static AssociationId of(ServiceId service, Set<DeviceId> ends, Inventory inventory) {
        AssociationId ordinary = service.leg(1);
        AssociationId older = service.withoutLegs();
        long withOrdinary = holding(ordinary, ends, inventory);
        long withOlder = holding(older, ends, inventory);
        boolean adopted = withOlder > 0 && withOrdinary == 0 || withOlder == ends.size() && withOrdinary < withOlder;
        return adopted ? older : ordinary;
    }

    private static long holding(AssociationId association, Set<DeviceId> ends, Inventory inventory) {
        return ends.stream().filter(inventory.holders(association)::containsKey).count();
    }
}
