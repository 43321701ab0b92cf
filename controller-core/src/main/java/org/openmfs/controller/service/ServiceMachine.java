package org.openmfs.controller.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
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
    /** The same where the devices say that traffic is protected: then it is degraded. */
    static final Duration GRACE_IN_USE = Duration.ofSeconds(5);

    private final ServiceId id;
    private final Surroundings around;
    private final Claims claims;
    private final Executor queue;
    private final Standing standing;
    private final Retry retry;
    private final Footprint footprint;
    private final Sweep sweep;
    private final Instant born;
    private final AtomicBoolean evaluationQueued = new AtomicBoolean();

    private Optional<Intent> intent = Optional.empty();
    private Optional<Applied> applied = Optional.empty();
    private Set<Trouble> refusals = Set.of();
    private Presence present = Presence.OF_NOBODY;
    private boolean busy;

    /**
     * @param older whether the service may be from before the controller was started
     */
    ServiceMachine(ServiceId id, Surroundings around, Claims claims, ServiceListener listener, boolean older) {
        this.id = id;
        this.around = around;
        this.claims = claims;
        queue = around.queues().get();
        standing = new Standing(id, around.clock(), listener);
        retry = new Retry(around.alarm(), queue, Surroundings.chance(id), this::evaluate);
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
        Inventory inventory = around.inventory().current();
        if (retry.pending() && present.returned(inventory)) {
            retry.reset();
        }
        if (busy || retry.pending()) {
            return;
        }
        standing.observed();
        if (intent.isEmpty() || intent.get().suspended()) {
            withdraw(inventory);
            return;
        }
        switch (around.planner().plan(intent.get(), inventory, claims.rates().held())) {
            case PlanOutcome.Unplannable unplannable -> unplannable(unplannable.troubles(), inventory);
            case PlanOutcome.Planned(Plan plan) ->
                claims.take(plan, inventory, applied.isPresent())
                        .ifPresentOrElse(
                                taken -> unplannable(List.of(taken), inventory), () -> planned(plan, inventory));
        }
    }

    /** Without a plan of its own making, as after a restart, it believes the devices. */
    private Observation seen() {
        Inventory inventory = around.inventory().current();
        return applied.map(plan -> plan.observe(inventory, around.clock().instant()))
                .orElseGet(() -> Observation.of(id, inventory));
    }

    private void unplannable(List<Trouble> troubles, Inventory inventory) {
        Observation seen = seen();
        Duration age = Duration.between(born, around.clock().instant());
        Duration grace = seen.protecting() ? GRACE_IN_USE : GRACE;
        if (applied.isEmpty() && age.compareTo(grace) < 0 && troubles.stream().allMatch(ServiceMachine::mayPass)) {
            standing.move(Phase.RECEIVED, troubles, seen.keying());
            around.alarm().after(grace.minus(age), this::inventoryChanged);
            return;
        }
        impaired(troubles, seen);
        Traces superfluous = applied.map(known -> footprint.beside(known.plan(), inventory))
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
        Optional<Applied> same = applied.filter(known -> known.plan().hash().equals(plan.hash()));
        if (same.isEmpty()) {
            carryOut(plan, inventory);
            return;
        }
        Observation seen = seen();
        standing.move(seen.phase(), seen.troubles(), seen.keying());
        lookWhereRefused(plan, seen, inventory);
        Lost due = same.get().due(seen.lost(), around.clock().instant()).and(Provisioner.outgrown(plan, inventory));
        if (due.isNothing()) {
            sweep.beside(footprint.beside(plan, inventory), inventory);
        } else {
            restore(same.get(), due, inventory);
        }
    }

    /** A KME that refuses may do so because its network forgot the key link, which would show by and by only. */
    private void lookWhereRefused(Plan plan, Observation seen, Inventory inventory) {
        Set<Trouble> now = seen.troubles().stream()
                .filter(trouble -> Consequences.isOfQkd(trouble, inventory))
                .collect(Collectors.toSet());
        if (!refusals.containsAll(now)) {
            around.provisioner().look(plan);
        }
        refusals = now;
    }

    /** Keys in use are not disturbed: what is told stays told until the piece is seen again. */
    private void restore(Applied plan, Lost due, Inventory inventory) {
        if (sweep.underWay()) {
            return;
        }
        busy = true;
        around.work().execute(() -> {
            Provisioner.Restored restored = around.provisioner().restore(plan.plan(), due, inventory);
            around.inventory().afterwards(() -> queue.execute(() -> restored(plan, restored)));
        });
    }

    private void restored(Applied plan, Provisioner.Restored restored) {
        plan.written(restored.written(), around.clock().instant());
        around.alarm().after(Applied.PATH_DUE, this::inventoryChanged);
        around.alarm().after(Applied.REPORT_DUE, this::inventoryChanged);
        ended(restored.troubles(), () -> {});
    }

    private void carryOut(Plan plan, Inventory inventory) {
        if (sweep.underWay()) {
            return;
        }
        announce(plan);
        footprint.use(plan);
        busy = true;
        around.work().execute(() -> {
            Optional<Trouble> trouble =
                    RemoteStep.attempt(id, () -> around.provisioner().carryOut(plan, inventory));
            queue.execute(() -> ended(trouble.stream().toList(), () -> carriedOut(plan)));
        });
    }

    /** A restarted controller writes again what protects traffic already: nobody need hear of that. */
    private void announce(Plan plan) {
        if (applied.isPresent()) {
            standing.planned(plan, Phase.REPLANNING);
        } else if (seen().protecting()) {
            standing.planned(plan);
        } else {
            standing.planned(plan, Phase.PLANNED);
            standing.move(Phase.PROVISIONING, List.of(), standing.keying());
        }
    }

    private void carriedOut(Plan plan) {
        applied = Optional.of(new Applied(plan, around.clock().instant()));
        claims.keepOnly(plan);
        around.alarm().after(Applied.REPORT_DUE, this::inventoryChanged);
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
        Inventory inventory = around.inventory().current();
        present = Presence.of(footprint.everywhere(inventory), inventory);
        retry.later();
    }
}
