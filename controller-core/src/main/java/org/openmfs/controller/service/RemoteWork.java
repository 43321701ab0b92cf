package org.openmfs.controller.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ServiceId;

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
        work(plan.service(), () -> around.provisioner().carryOut(plan, inventory), then);
    }

    void restore(Plan plan, Lost due, Inventory inventory, Consumer<Provisioner.Outcome> then) {
        work(plan.service(), () -> around.provisioner().restore(plan, due, inventory), then);
    }

    /** A fault of ours is an outcome, too: a machine that hears of none waits for ever. */
    private void work(ServiceId service, Supplier<Provisioner.Outcome> what, Consumer<Provisioner.Outcome> then) {
        around.work().execute(() -> {
            List<Provisioner.Outcome> outcomes = new ArrayList<>();
            RemoteStep.attempt(service, () -> outcomes.add(what.get()))
                    .ifPresent(fault -> outcomes.add(Provisioner.Outcome.of(Set.of(), List.of(fault))));
            Provisioner.Outcome outcome = outcomes.getFirst();
            around.inventory().told(outcome.written().told());
            around.inventory().afterwards(() -> queue.execute(() -> then.accept(outcome)));
        });
    }
}
