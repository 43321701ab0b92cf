package org.openmfs.controller.plan;

import java.util.List;
import java.util.Optional;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Trouble;
import org.openmfs.controller.spi.RouteComputation;

/**
 * Makes the plan for an intent: the same function serves dry run, what-if and execution. Of the encryption points of both
 * ends those are taken that come first among those with which a plan can be made.
 */
public final class Planner {
    private final KeyPaths keyPaths;
    private final DataPaths dataPaths;

    public Planner(RouteComputation routes) {
        keyPaths = new KeyPaths();
        dataPaths = new DataPaths(routes);
    }

    /** Depends on nothing but its arguments and changes nothing. */
    public PlanOutcome plan(Intent intent, Inventory inventory, Bookings bookings) {
        Rivals rivals = new Rivals(
                inventory,
                bookings.wishes(),
                rival -> plan(new Search(rival, inventory, bookings, plan -> Optional.empty())));
        return plan(new Search(intent, inventory, bookings, rivals::before));
    }

    /** What both ends would be told if every path were found: a plan without paths; empty where that cannot be said. */
    public Optional<Plan> terms(Intent intent, Inventory inventory, Bookings bookings) {
        Search search = new Search(intent, inventory, bookings, plan -> Optional.empty());
        return search.protectionClass()
                .flatMap(known -> search.pairs().stream()
                        .filter(ends -> !ends.atOneDevice())
                        .findFirst()
                        .flatMap(ends -> attempt(search, known, ends).terms()));
    }

    /**
     * What is looked for, and among what.
     *
     * @param others who is to have something of a plan before its service
     */
    private record Search(Intent intent, Inventory inventory, Bookings bookings, Precedence others) {
        Optional<ProtectionClass> protectionClass() {
            return Optional.ofNullable(inventory.classes().get(intent.protectionClass()));
        }

        Sides a() {
            return Sides.of(intent.a(), intent.service(), inventory);
        }

        Sides z() {
            return Sides.of(intent.z(), intent.service(), inventory);
        }

        List<Ends> pairs() {
            return Ends.of(a(), z());
        }

        Optional<Trouble> conflict(Plan plan) {
            return bookings.taken().conflict(plan.service(), Booking.of(plan)).or(() -> others.before(plan));
        }
    }

    /** Who, if anybody, is to have something of a plan before its service. */
    @FunctionalInterface
    private interface Precedence {
        Optional<Trouble> before(Plan plan);
    }

    private PlanOutcome plan(Search search) {
        Sides a = search.a();
        Sides z = search.z();
        Tried tried = new Tried(a.candidates() > 1 || z.candidates() > 1);
        Optional<ProtectionClass> protectionClass = search.protectionClass();
        if (protectionClass.isEmpty()) {
            String name = search.intent().protectionClass().value();
            tried.add(List.of(new Trouble(ReasonCode.UNKNOWN_CLASS, name, "there is no protection class " + name)));
        }
        tried.add(a.troubles());
        tried.add(z.troubles());
        if (protectionClass.isPresent()) {
            for (Ends ends : Ends.of(a, z)) {
                switch (between(search, protectionClass.get(), ends)) {
                    case PlanOutcome.Planned planned -> {
                        return planned;
                    }
                    case PlanOutcome.Unplannable unplannable -> tried.add(ends, unplannable.troubles());
                }
            }
        }
        return new PlanOutcome.Unplannable(tried.told());
    }

    /** That another has something of it is told where nothing else is in the way. */
    private PlanOutcome between(Search search, ProtectionClass protectionClass, Ends ends) {
        if (ends.atOneDevice()) {
            String device = ends.a().id().value();
            String text = "both endpoints are encrypted at device " + device + "; a key needs two";
            return new PlanOutcome.Unplannable(List.of(new Trouble(ReasonCode.NO_DATA_PATH, device, text)));
        }
        return switch (attempt(search, protectionClass, ends).outcome()) {
            case PlanOutcome.Unplannable unplannable -> unplannable;
            case PlanOutcome.Planned planned ->
                search.conflict(planned.plan())
                        .<PlanOutcome>map(trouble -> new PlanOutcome.Unplannable(List.of(trouble)))
                        .orElse(planned);
        };
    }

    private Attempt attempt(Search search, ProtectionClass protectionClass, Ends ends) {
        return new Attempt(
                search.intent(),
                protectionClass,
                ends,
                search.inventory(),
                new Attempt.Paths(keyPaths, dataPaths, search.bookings().taken()));
    }
}
