package org.openmfs.controller.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.api.ServiceListener;
import org.openmfs.controller.api.ServiceState.Keying;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;
import org.openmfs.controller.spi.SouthboundFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One service from intent to withdrawal. All its events go through one serial queue; plans are carried out elsewhere,
 * one at a time, and their results come back as events.
 */
final class ServiceMachine {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceMachine.class);
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
    private final Instant born;
    private final AtomicBoolean evaluationQueued = new AtomicBoolean();

    private Optional<Intent> intent = Optional.empty();
    private Optional<Plan> applied = Optional.empty();
    /** What may be left of the service somewhere; unknown until something was carried out or withdrawn. */
    private Optional<Traces> traces = Optional.empty();

    private boolean busy;
    private Instant carriedOut = Instant.MIN;

    ServiceMachine(ServiceId id, Surroundings around, EncDecClaims claims, ServiceListener listener) {
        this.id = id;
        this.around = around;
        this.claims = claims;
        queue = around.queues().get();
        standing = new Standing(id, around.clock(), listener);
        retry = new Retry(around.alarm(), queue, this::evaluate);
        born = around.clock().instant();
    }

    void intentChanged(Optional<Intent> changed) {
        queue.execute(() -> {
            intent = changed;
            standing.newGeneration(changed);
            retry.reset();
            if (changed.isPresent() && applied.isEmpty()) {
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

    private void unplannable(List<Trouble> troubles, Inventory inventory) {
        if (applied.isPresent()) {
            Observation seen = Observation.of(applied.get(), inventory);
            Phase phase = seen.phase() == Phase.FAILED ? Phase.FAILED : Phase.DEGRADED;
            standing.move(phase, Standing.join(troubles, seen.troubles()), seen.keying());
            return;
        }
        Duration age = Duration.between(born, around.clock().instant());
        boolean early = age.compareTo(GRACE) < 0 && troubles.stream().allMatch(ServiceMachine::mayPass);
        standing.move(early ? Phase.RECEIVED : Phase.FAILED, troubles);
        if (early) {
            around.alarm().after(GRACE.minus(age), this::inventoryChanged);
        }
    }

    private static boolean mayPass(Trouble trouble) {
        return trouble.code() == ReasonCode.DEVICE_UNREACHABLE || trouble.code() == ReasonCode.MANAGER_UNREACHABLE;
    }

    private void planned(Plan plan, Inventory inventory) {
        boolean same = applied.map(Plan::hash).equals(Optional.of(plan.hash()));
        if (!same) {
            carryOut(plan);
            return;
        }
        Observation seen = Observation.of(plan, inventory);
        Duration since = Duration.between(carriedOut, around.clock().instant());
        if (seen.missing() && since.compareTo(REPORT_DUE) >= 0) {
            carryOut(plan);
            return;
        }
        standing.move(seen.phase(), seen.troubles(), seen.keying());
    }

    private void carryOut(Plan plan) {
        Optional<Plan> before = applied;
        standing.planned(plan, before.isPresent() ? Phase.REPLANNING : Phase.PLANNED);
        standing.move(before.isPresent() ? Phase.REPLANNING : Phase.PROVISIONING, List.of(), standing.keying());
        traces = Optional.of(traces.orElse(Traces.NONE).and(Traces.of(plan)));
        work(() -> around.provisioner().carryOut(plan, before), () -> {
            applied = Optional.of(plan);
            carriedOut = around.clock().instant();
            claims.keepOnly(plan);
            around.alarm().after(REPORT_DUE, this::inventoryChanged);
        });
    }

    private void withdraw(Inventory inventory) {
        Traces left = traces.orElseGet(() -> Traces.unknown(new AssociationId(id.value()), inventory));
        if (left.isEmpty()) {
            withdrawn();
            return;
        }
        standing.move(Phase.WITHDRAWING, List.of(), standing.keying());
        work(() -> around.provisioner().withdraw(id, left, inventory), () -> {
            traces = Optional.of(Traces.NONE);
            applied = Optional.empty();
            standing.unplanned();
            claims.giveBack(id);
            left.devices().forEach(device -> around.inventory().removed(device, new AssociationId(id.value())));
        });
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

    /** Something that blocks and may fail on a remote side. */
    private interface Work {
        void run() throws SouthboundFailure;
    }

    private void work(Work work, Runnable done) {
        busy = true;
        around.work().execute(() -> {
            Optional<Trouble> failure = attempt(work);
            queue.execute(() -> {
                busy = false;
                failure.ifPresentOrElse(this::failed, () -> {
                    retry.reset();
                    done.run();
                });
                evaluate();
            });
        });
    }

    private Optional<Trouble> attempt(Work work) {
        try {
            work.run();
            return Optional.empty();
        } catch (SouthboundFailure failure) {
            return Optional.of(new Trouble(failure.code(), failure.subject(), failure.getMessage()));
        } catch (RuntimeException broken) {
            LOG.error("service {} could not be worked on", id, broken);
            return Optional.of(new Trouble(ReasonCode.INTERNAL, "", "a fault of the controller; see its log"));
        }
    }

    private void failed(Trouble trouble) {
        Phase phase = intent.isEmpty() || intent.get().suspended()
                ? Phase.WITHDRAWING
                : applied.isPresent() ? Phase.DEGRADED : Phase.FAILED;
        standing.move(phase, List.of(trouble), phase == Phase.FAILED ? Keying.NONE : standing.keying());
        retry.later();
    }
}
