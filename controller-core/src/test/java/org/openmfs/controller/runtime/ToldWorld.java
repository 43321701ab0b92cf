package org.openmfs.controller.runtime;

import org.openmfs.controller.api.WorldListener;
import org.openmfs.controller.inventory.LiveInventory;

/** Lets a test's listener hear what the controller's would, without a controller. */
public final class ToldWorld {
    private ToldWorld() {}

    /** Alarms that wait for something are not told. */
    public static void tell(LiveInventory inventory, WorldListener listener) {
        inventory.listen(new WorldReporter(listener, (delay, task) -> {}));
    }
}
