package org.openmfs.controller.service;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;

/**
 * What services may take from each other: Enc/Decs, and what QKD links make.
 *
 * @param wanted called when a service finds too little left of what QKD links make
 */
record Claims(EncDecClaims encDecs, KeyRateClaims rates, Runnable wanted) {
    /**
     * Takes all that a plan needs beside what the service has, or says who or what is in the way; then the service may
     * have too much, until it says what it keeps.
     */
    Optional<Trouble> take(Plan plan, Inventory inventory) {
        Optional<Trouble> conflict = encDecs.take(plan, inventory);
        if (conflict.isPresent()) {
            return conflict;
        }
        return rates.take(plan, inventory);
    }

    /** What this plan, which stands, needs; the rest is free again. */
    void keepOnly(Plan plan) {
        encDecs.keepOnly(plan);
        rates.keepOnly(plan);
    }

    /** What was never carried out takes no room from others, unless a device has it all the same. */
    void forgo(ServiceId service, Inventory inventory) {
        if (Collections.disjoint(inventory.holders(service), encDecs.devices(service))) {
            giveBack(service);
        }
    }

    /** What the service has is being taken back: where nobody has anything of it any more, others may use it. */
    void keepOnlyWhere(ServiceId service, Traces left) {
        encDecs.keepOnlyAt(service, left.devices().keySet());
        rates.keepOnlyAt(service, left.managers().keySet());
    }

    /** Others may hold without using it what a service lacks. */
    void wantedIfLacking(List<Trouble> troubles) {
        if (troubles.stream().anyMatch(trouble -> trouble.code().equals(ReasonCode.KEY_RATE_INSUFFICIENT))) {
            wanted.run();
        }
    }

    void giveBack(ServiceId service) {
        encDecs.giveBack(service);
        rates.giveBack(service);
    }
}
