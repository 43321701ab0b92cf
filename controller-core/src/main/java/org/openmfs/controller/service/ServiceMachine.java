package org.openmfs.controller.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.api.ServiceListener;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;

/**
 * One service from intent to withdrawal. All its events go through one serial queue; plans are carried out elsewhere,
 * one at a time, and their results come back as events.
 */
final class ServiceMachine {
    /** How long a restarted controller waits for devices and managers before it calls a service failed. */
    static final Duration GRACE = Duration.ofSeconds(20);
    /** How long a device may take to report an association that it was given. */
    private static final Duration REPORT_DUE = Duration.ofSeconds(10);

    private final ServiceId id;
    private final Surroundings around;
    private final EncDecClaims claims;
    private final Executor queue;
    private final Standing standing;
    private final Retry retry;
    private final Footprint footprint;
    private final Sweep sweep;
    private final Instant born;
    private final AtomicBoolean evaluationQueued = new AtomicBoolean();

    private Optional<Intent> intent = Optional.empty();
    private Optional<Plan> applied = Optional.empty();
    private boolean busy;
    private Instant carriedOut = Instant.MIN;

    /**
     * @param older whether the service may be from before the controller was started
     */
    ServiceMachine(ServiceId id, Surroundings around, EncDecClaims claims, ServiceListener listener, boolean older) {
        this.id = id;
        this.around = around;
        this.claims = claims;
        queue = around.queues().get();
        standing = new Standing(id, around.clock(), listener);
        retry = new Retry(around.alarm(), queue, this::evaluate);
        footprint = new Footprint(new AssociationId(id.value()), older);
        sweep = new Sweep(id, around, queue, footprint, this::evaluate);
        born = around.clock().instant();
    }

    void intentChanged(Optional<Intent> changed) {
        queue.execute(() -> {
            intent = changed;
            standing.newGeneration(changed);
            retry.reset();
            if (changed.isPresent() && applied.isEmpty() && !seen().protecting()) {
                standing.move(Phase.RECEIVED, List.of());
            }
            evaluate();
        });
    }

    /** Many changes in a row are looked at once. */
    void inventoryChanged() {
        if (evaluationQueued.compareAndSet(false, true)) {
            queue.execute(this::evaluate);
        }
    }

    private void evaluate() {
        evaluationQueued.set(false);
        if (busy || retry.pending()) {
            return;
        }
        Inventory inventory = around.inventory().current();
        standing.observed();
        if (intent.isEmpty() || intent.get().suspended()) {
            withdraw(inventory);
            return;
        }
        switch (around.planner().plan(intent.get(), inventory)) {
            case PlanOutcome.Unplannable unplannable -> unplannable(unplannable.troubles(), inventory);
            case PlanOutcome.Planned(Plan plan) ->
                claims.take(plan, inventory)
                        .ifPresentOrElse(
                                taken -> unplannable(List.of(taken), inventory), () -> planned(plan, inventory));
        }
    }

    /** Without a plan of its own making, as after a restart, it believes the devices. */
    private Observation seen() {
        Inventory inventory = around.inventory().current();
        return applied.map(plan -> Observation.of(plan, inventory)).orElseGet(() -> Observation.of(id, inventory));
    }

    private void unplannable(List<Trouble> troubles, Inventory inventory) {
        Observation seen = seen();
        Duration age = Duration.between(born, around.clock().instant());
        if (applied.isEmpty() && age.compareTo(GRACE) < 0 && troubles.stream().allMatch(ServiceMachine::mayPass)) {
            standing.move(Phase.RECEIVED, troubles, seen.keying());
            around.alarm().after(GRACE.minus(age), this::inventoryChanged);
            return;
        }
        impaired(troubles, seen);
        Traces superfluous = applied.map(plan -> footprint.beside(plan, inventory))
                .orElseGet(() -> footprint.abandoned(intent.orElseThrow(), inventory));
        sweep.beside(superfluous, inventory);
    }

    private void impaired(List<Trouble> troubles, Observation seen) {
        Phase phase = seen.protecting() ? Phase.DEGRADED : Phase.FAILED;
        standing.move(phase, Standing.join(troubles, seen.troubles()), seen.keying());
    }

    private static boolean mayPass(Trouble trouble) {
        return trouble.code() == ReasonCode.DEVICE_UNREACHABLE || trouble.code() == ReasonCode.MANAGER_UNREACHABLE;
    }

    private void planned(Plan plan, Inventory inventory) {
        boolean same = applied.map(Plan::hash).equals(Optional.of(plan.hash()));
        if (!same) {
            carryOut(plan, inventory);
            return;
        }
        Observation seen = Observation.of(plan, inventory);
        Duration since = Duration.between(carriedOut, around.clock().instant());
        if (seen.missing() && since.compareTo(REPORT_DUE) >= 0) {
            carryOut(plan, inventory);
            return;
        }
        standing.move(seen.phase(), seen.troubles(), seen.keying());
        sweep.beside(footprint.beside(plan, inventory), inventory);
    }

    private void carryOut(Plan plan, Inventory inventory) {
        if (sweep.underWay()) {
            return;
        }
        boolean again = applied.isPresent();
        standing.planned(plan, again ? Phase.REPLANNING : Phase.PLANNED);
        standing.move(again ? Phase.REPLANNING : Phase.PROVISIONING, List.of(), standing.keying());
        footprint.use(plan);
        busy = true;
        around.work().execute(() -> {
            Optional<Trouble> trouble =
                    RemoteStep.attempt(id, () -> around.provisioner().carryOut(plan, inventory));
            queue.execute(() -> ended(trouble.stream().toList(), () -> carriedOut(plan)));
        });
    }

    private void carriedOut(Plan plan) {
        applied = Optional.of(plan);
        claims.keepOnly(plan);
        carriedOut = around.clock().instant();
        around.alarm().after(REPORT_DUE, this::inventoryChanged);
    }

    private void withdraw(Inventory inventory) {
        if (sweep.underWay()) {
            return;
        }
        Traces left = footprint.everywhere(inventory);
        if (left.isEmpty()) {
            footprint.clearedEverywhere();
            claims.giveBack(id);
            withdrawn();
            return;
        }
        standing.move(Phase.WITHDRAWING, List.of(), standing.keying());
        applied = Optional.empty();
        busy = true;
        sweep.all(left, inventory, troubles -> ended(troubles, standing::unplanned));
    }

    private void withdrawn() {
        if (intent.isPresent()) {
            standing.move(
                    Phase.WITHDRAWN,
                    List.of(new Trouble(ReasonCode.SUSPENDED_BY_OPERATOR, "", "admin-state suspended")));
        } else {
            standing.gone();
        }
    }

    private void ended(List<Trouble> troubles, Runnable well) {
        busy = false;
        if (troubles.isEmpty()) {
            retry.reset();
            well.run();
        } else {
            failed(troubles);
        }
        evaluate();
    }

    private void failed(List<Trouble> troubles) {
        if (intent.isEmpty() || intent.get().suspended()) {
            standing.move(Phase.WITHDRAWING, troubles, standing.keying());
        } else {
            impaired(troubles, seen());
        }
        retry.later();
    }
}
