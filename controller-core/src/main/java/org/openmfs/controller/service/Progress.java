package org.openmfs.controller.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Step;
import org.openmfs.controller.model.Trouble;

/** How far a machine is with its service: what was carried out, and what is under way. */
sealed interface Progress {
    /** The plan that was carried out last; what stands may be a later one by halves. */
    Optional<Applied> applied();

    /** Whether something is carried out elsewhere that comes back as an event. */
    default boolean busy() {
        return false;
    }

    /** The plan that stands as a whole, as far as it was not undone by others. */
    default Optional<Applied> standing() {
        return Optional.empty();
    }

    /** Plans of which nothing is taken away. */
    default List<Plan> kept() {
        return applied().map(Applied::plan).map(List::of).orElseGet(List::of);
    }

    /** Without a plan of its own making, as after a restart, a machine believes the devices. */
    default Observation seen(ServiceId service, Inventory inventory, Instant now) {
        return applied().map(plan -> plan.observe(inventory, now)).orElseGet(() -> Observation.of(service, inventory));
    }

    /** How long another plan has to wait. */
    default Duration untilReplacedBy(Plan next, Instant now) {
        return applied().map(known -> known.untilReplacedBy(next, now)).orElse(Duration.ZERO);
    }

    /** Whether the service is withdrawn and not asked for. */
    default boolean isGone() {
        return false;
    }

    /** What is waited for. */
    default Traces awaited() {
        return Traces.NONE;
    }

    /** Why what is waited for does not come; empty while it may, and where it is there. */
    default Optional<Trouble> dashed(Inventory inventory) {
        return Optional.empty();
    }

    /** As before, with what was awaited come to an end where it did. */
    default Progress seenIn(Inventory inventory) {
        return this;
    }

    /** Nothing was carried out as a whole. */
    record Nothing() implements Progress {
        @Override
        public Optional<Applied> applied() {
            return Optional.empty();
        }
    }

    /** A plan stands. */
    record Stands(Applied plan) implements Progress {
        @Override
        public Optional<Applied> applied() {
            return Optional.of(plan);
        }

        @Override
        public Optional<Applied> standing() {
            return Optional.of(plan);
        }
    }

    /** Another plan may have been carried out by halves over one that stood. */
    record Overwritten(Applied plan) implements Progress {
        @Override
        public Optional<Applied> applied() {
            return Optional.of(plan);
        }
    }

    /**
     * A plan is being carried out.
     *
     * @param over what stood, or stood and was overwritten, before
     */
    record CarryingOut(Plan plan, Optional<Applied> over) implements Progress {
        @Override
        public Optional<Applied> applied() {
            return over;
        }

        @Override
        public boolean busy() {
            return true;
        }

        /** What is left when it fails. */
        Progress failed() {
            return over.<Progress>map(Overwritten::new).orElseGet(Nothing::new);
        }
    }

    /**
     * A plan goes on when something that was asked for is there, which may take minutes.
     *
     * @param step what is waited for
     * @param over as of {@link CarryingOut}
     */
    record Awaiting(Plan plan, Step.LightPath step, Optional<Applied> over) implements Progress {
        @Override
        public Optional<Applied> applied() {
            return over;
        }

        @Override
        public List<Plan> kept() {
            return Stream.concat(over.map(Applied::plan).stream(), Stream.of(plan))
                    .toList();
        }

        @Override
        public Traces awaited() {
            return new Traces(Map.of(), Map.of(step.manager(), Set.of(step.association())));
        }

        @Override
        public Optional<Trouble> dashed(Inventory inventory) {
            return OpticalPaths.isTold(step, inventory)
                    ? Optional.empty()
                    : OpticalPaths.trouble(plan.service(), step, inventory);
        }

        @Override
        public Progress seenIn(Inventory inventory) {
            return OpticalPaths.isPending(step, inventory) ? this : new CarryingOut(plan, over).failed();
        }
    }

    /**
     * Pieces of a plan are being written again.
     *
     * @param from what it goes on as afterwards
     */
    record Restoring(Progress from) implements Progress {
        @Override
        public Optional<Applied> applied() {
            return from.applied();
        }

        @Override
        public Optional<Applied> standing() {
            return from.standing();
        }

        @Override
        public List<Plan> kept() {
            return from.kept();
        }

        @Override
        public boolean busy() {
            return true;
        }
    }

    /** Everything is being taken back. */
    record Withdrawing() implements Progress {
        @Override
        public Optional<Applied> applied() {
            return Optional.empty();
        }

        @Override
        public boolean busy() {
            return true;
        }
    }

    /** The service is gone: what is still waited for is nothing to the machine; one of the same name may have another. */
    record Gone() implements Progress {
        @Override
        public Optional<Applied> applied() {
            return Optional.empty();
        }

        @Override
        public boolean isGone() {
            return true;
        }
    }
}
