package org.openmfs.controller.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away what a service no longer uses. Beside a plan that stands, a failure is tried again later and says nothing
 * about how the service is doing.
 */
final class Sweep {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final ServiceId service;
    private final Surroundings around;
    private final Executor queue;
    private final Footprint footprint;
    private final Runnable again;
    private final Retry retry;
    private final Set<Trouble> logged = new HashSet<>();
    private boolean underWay;

    /**
     * @param again called on the queue when something beside the plan was taken away or may be tried again
     */
    Sweep(ServiceId service, Surroundings around, Executor queue, Footprint footprint, Runnable again) {
        this.service = service;
        this.around = around;
        this.queue = queue;
        this.footprint = footprint;
        this.again = again;
        retry = new Retry(around.alarm(), queue, Surroundings.chance(service), Retry.OF_WHAT_IS_NEEDED, again);
    }

    /** While it is, nothing may be set up: it could be taken away again. */
    boolean underWay() {
        return underWay;
    }

    void beside(Traces superfluous, Inventory inventory) {
        if (superfluous.isEmpty() || underWay || retry.pending()) {
            return;
        }
        underWay = true;
        all(superfluous, inventory, this::ended);
    }

    /**
     * Takes these away once.
     *
     * @param then hears on the queue what stood in the way, once the inventory knows what is gone
     */
    void all(Traces traces, Inventory inventory, Consumer<List<Trouble>> then) {
        around.work().execute(() -> {
            List<Provisioner.Taken> ends = new ArrayList<>();
            RemoteStep.attempt(service, () -> ends.add(around.provisioner().takeBack(service, traces, inventory)))
                    .ifPresent(fault -> ends.add(new Provisioner.Taken(Traces.NONE, List.of(fault))));
            Provisioner.Taken taken = ends.getFirst();
            Runnable told = () -> {
                footprint.cleared(taken.gone());
                then.accept(taken.troubles());
            };
            around.inventory().removed(taken.gone().devices());
            around.inventory().afterwards(() -> queue.execute(told));
        });
    }

    private void ended(List<Trouble> troubles) {
        underWay = false;
        if (troubles.isEmpty()) {
            retry.reset();
            logged.clear();
        } else {
            troubles.stream()
                    .filter(logged::add)
                    .forEach(trouble -> LOG.warn("service {} leaves something behind for now: {}", service, trouble));
            retry.later();
        }
        again.run();
    }
}
