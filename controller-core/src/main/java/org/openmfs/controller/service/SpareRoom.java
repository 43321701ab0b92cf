package org.openmfs.controller.service;

import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ServiceId;

/**
 * What a service holds without using it goes to another that lacks it, as soon as the service is not getting on with it.
 * Used on the service's queue only.
 */
final class SpareRoom {
    private final ServiceId service;
    private final Surroundings around;
    private final Claims claims;
    private final Footprint footprint;
    private final Sweep sweep;
    private boolean asked;

    SpareRoom(ServiceId service, Surroundings around, Claims claims, Footprint footprint, Sweep sweep) {
        this.service = service;
        this.around = around;
        this.claims = claims;
        this.footprint = footprint;
        this.sweep = sweep;
    }

    /** Another lacks it: it is yielded now, or when the service fails. */
    void ask(boolean stuck, Intent intent, Progress progress) {
        asked = progress.applied().isEmpty();
        if (stuck && !progress.busy()) {
            giveWay(intent, progress);
        }
    }

    /** The service uses it. */
    void used() {
        asked = false;
    }

    void giveWayIfAsked(Intent intent, Progress progress) {
        if (asked) {
            giveWay(intent, progress);
        }
    }

    /** What is half done waits to be finished, but not where another could use it; a path that may yet come takes none. */
    private void giveWay(Intent intent, Progress progress) {
        asked = false;
        if (progress.applied().isEmpty() && !intent.suspended()) {
            Inventory inventory = around.inventory().current();
            claims.forgo(service, inventory);
            sweep.beside(footprint.abandoned(intent, inventory).without(progress.awaited()), inventory);
        }
    }
}
