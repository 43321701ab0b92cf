package org.openmfs.controller.service;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.Plan;

/**
 * Carries plans out away from a service's queue; what came of it is heard on the queue, once the inventory has all that was
 * told until then.
 */
final class RemoteWork {
    private final Surroundings around;
    private final Executor queue;

    RemoteWork(Surroundings around, Executor queue) {
        this.around = around;
        this.queue = queue;
    }

    void carryOut(Plan plan, Inventory inventory, Consumer<Provisioner.Outcome> then) {
        work(() -> around.provisioner().carryOut(plan, inventory), then);
    }

    void restore(Plan plan, Lost due, Inventory inventory, Consumer<Provisioner.Outcome> then) {
        work(() -> around.provisioner().restore(plan, due, inventory), then);
    }

    private void work(Supplier<Provisioner.Outcome> what, Consumer<Provisioner.Outcome> then) {
        around.work().execute(() -> {
            Provisioner.Outcome outcome = what.get();
            around.inventory().told(outcome.written().told());
            around.inventory().afterwards(() -> queue.execute(() -> then.accept(outcome)));
        });
    }
}
