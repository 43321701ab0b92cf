package org.openmfs.agent.stock;

import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.protocol.ReasonCode;

/** Tells, once each time, that prepared keys run out while none can be made. */
final class StockAlarm {
    private final AssociationContext context;
    private boolean told;

    StockAlarm(AssociationContext context) {
        this.context = context;
    }

    /** No key can be made at present. */
    void noneCanBeMade() {
        int stock = context.keys().ready();
        int target = target();
        if (stock == 0) {
            context.health().raise(ReasonCode.STOCK_EMPTY, "no prepared key is left");
        }
        if (!told && stock * 2 <= target) {
            told = true;
            context.health().tell(new AssociationEvent.StockLow(context.id(), stock, target));
        }
    }

    /** Looks whether the stock is full again. */
    void look() {
        told &= context.keys().ready() < target();
    }

    private int target() {
        return context.settings().life().stockTarget();
    }
}
