package org.openmfs.agent.stock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.openmfs.agent.association.AssociationContext;

/**
 * Keys that are made in the place of weaker ones, although none is wanting. As many as are weaker; but where the peer says
 * now this and now that of what it accepts, no more than a stock in the time in which a stock is used.
 */
final class Renewals {
    private final AssociationContext context;
    private final Deque<Instant> begun = new ArrayDeque<>();

    Renewals(AssociationContext context) {
        this.context = context;
    }

    /** @param stock how many keys are to be ready */
    boolean mayBe(int stock) {
        Duration use = context.settings().life().rekeyInterval().multipliedBy(stock);
        Instant since = context.now().minus(use);
        begun.removeIf(when -> when.isBefore(since));
        return begun.size() < stock || context.peerFloorChanged().isBefore(since);
    }

    void begun() {
        begun.addLast(context.now());
    }
}
