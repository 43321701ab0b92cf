package org.openmfs.controller.service;

import java.util.Optional;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;

/** What services may take from each other: Enc/Decs, and what QKD links make. */
record Claims(EncDecClaims encDecs, KeyRateClaims rates) {
    /**
     * Takes all that a plan needs, or says who or what is in the way.
     *
     * @param served whether the service has an earlier plan, whose Enc/Decs it keeps
     */
    Optional<Trouble> take(Plan plan, Inventory inventory, boolean served) {
        Optional<Trouble> conflict = encDecs.take(plan, inventory);
        if (conflict.isPresent()) {
            return conflict;
        }
        Optional<Trouble> shortage = rates.take(plan, inventory);
        if (shortage.isPresent() && !served) {
            encDecs.giveBack(plan.service());
        }
        return shortage;
    }

    void keepOnly(Plan plan) {
        encDecs.keepOnly(plan);
    }

    void giveBack(ServiceId service) {
        encDecs.giveBack(service);
        rates.giveBack(service);
    }
}
