package org.openmfs.controller.service;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.PlannedPath;
import org.openmfs.controller.model.ServiceId;

/** Says what a service depends on whenever it was looked at. Used on the service's queue only. */
final class Dependence {
    private final ServiceId service;
    private final Concerns concerns;
    private final LiveInventory live;
    private final Runnable again;

    /** @param again looks at the service once more: something that it did not depend on before may have changed meanwhile */
    Dependence(ServiceId service, Concerns concerns, LiveInventory live, Runnable again) {
        this.service = service;
        this.concerns = concerns;
        this.live = live;
        this.again = again;
    }

    /** It is being looked at: what others give back from now on concerns it. */
    void looking() {
        concerns.dependsToo(service, new Subject.OfAnyHelp());
    }

    /**
     * It was looked at.
     *
     * @param at what there was then
     * @param well the plan that it stands by, if nothing is to be wished for
     * @param traces where it has something
     */
    void looked(Inventory at, Optional<Intent> intent, Optional<Plan> well, Traces traces) {
        Set<Subject> subjects = new HashSet<>();
        traces.devices().keySet().forEach(device -> subjects.add(new Subject.OfDevice(device)));
        traces.managers().keySet().forEach(manager -> subjects.add(new Subject.OfManagedNetwork(manager)));
        intent.ifPresent(asked -> {
            subjects.add(new Subject.OfClass(asked.protectionClass()));
            List.of(asked.a(), asked.z()).forEach(endpoint -> add(endpoint, at, subjects));
        });
        well.ifPresent(plan -> plan.paths().forEach(path -> add(path, subjects)));
        if (well.filter(plan -> hasAllPaths(plan)).isEmpty()) {
            subjects.add(new Subject.OfAnyHelp());
        }
        if (concerns.depends(service, subjects) && live.current() != at) {
            again.run();
        }
    }

    /** A plan without a key path may have one as soon as a QKD network joins its ends. */
    private static boolean hasAllPaths(Plan plan) {
        boolean joined = plan.ends().allMatch(end -> end.place().qkdNode().isPresent());
        return !joined || plan.paths().stream().anyMatch(path -> path.purpose() == PlannedPath.Purpose.KEY_EXCHANGE);
    }

    private static void add(EndpointId endpoint, Inventory at, Set<Subject> subjects) {
        subjects.add(new Subject.OfEndpoint(endpoint));
        at.endpoint(endpoint)
                .ifPresent(place -> place.devices().forEach(device -> subjects.add(new Subject.OfDevice(device))));
    }

    private static void add(PlannedPath path, Set<Subject> subjects) {
        path.manager().ifPresent(manager -> {
            subjects.add(new Subject.OfManagedNetwork(manager));
            if (path.purpose() == PlannedPath.Purpose.KEY_EXCHANGE) {
                addHops(manager, path.nodes(), subjects);
            }
        });
    }

    private static void addHops(ManagerId manager, List<String> nodes, Set<Subject> subjects) {
        for (int at = 0; at + 1 < nodes.size(); at++) {
            subjects.add(
                    Subject.OfHop.between(manager, UUID.fromString(nodes.get(at)), UUID.fromString(nodes.get(at + 1))));
        }
    }
}
