package org.openmfs.controller.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.api.ServiceListener;
import org.openmfs.controller.inventory.Inventory;
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
    private final ServiceId id;
    private final Surroundings around;
    private final Claims claims;
    private final Dependence dependence;
    private final Executor queue;
    private final Standing standing;
    private final Attempts tries;
    private final Attempts growth;
    private final Mending mending;
    private final KmeRefusals refusals = new KmeRefusals();
    private final Footprint footprint;
    private final Sweep sweep;
    private final Grace grace;
    private final AtomicBoolean evaluationQueued = new AtomicBoolean();

    private Optional<Intent> intent = Optional.empty();
    private Optional<Applied> applied = Optional.empty();
    /** Whether a later plan may have been carried out by halves over the one that was applied. */
    private boolean overwritten;

    private boolean busy;
    private boolean roomAsked;
    /** What is still waited for is of a service that is gone; one of the same name may have another machine. */
    private boolean gone;

    /** @param older whether the service may be from before the controller was started */
    ServiceMachine(ServiceId id, Surroundings around, Shared shared, ServiceListener listener, boolean older) {
        this.id = id;
        this.around = around;
        this.claims = shared.claims();
        queue = around.queues().get();
        dependence = new Dependence(id, shared.concerns(), around.inventory(), this::inventoryChanged);
        standing = new Standing(id, around.clock(), listener);
        tries = attempts(Retry.OF_WHAT_IS_NEEDED);
        growth = attempts(Retry.OF_WHAT_IS_WISHED);
        mending = new Mending(attempts(Retry.OF_WHAT_IS_NEEDED), around.clock());
        footprint = new Footprint(id, older);
        sweep = new Sweep(id, around, queue, footprint, this::evaluate);
        grace = new Grace(around.clock().instant());
    }

    private Attempts attempts(int doublings) {
        return new Attempts(new Retry(around.alarm(), queue, Surroundings.chance(id), doublings, this::evaluate));
    }

    /** What services have in common. */
    record Shared(Claims claims, Concerns concerns) {}

    void intentChanged(Optional<Intent> changed) {
        queue.execute(() -> {
            intent = changed;
            gone = gone && changed.isEmpty();
            standing.newGeneration(changed);
            tries.over();
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
        if (gone) {
            return;
        }
        dependence.looking();
        Inventory inventory = around.inventory().current();
        evaluate(inventory);
        if (!gone) {
            Optional<Plan> well = standing.isWell() && !overwritten ? applied.map(Applied::plan) : Optional.empty();
            dependence.looked(inventory, intent, well, footprint.everywhere(inventory));
        }
    }

    private void evaluate(Inventory inventory) {
        tries.noticeWhoReturned(inventory);
        growth.noticeWhoReturned(inventory);
        mending.noticeWhoReturned(inventory);
        if (busy) {
            return;
        }
        standing.observed();
        if (intent.isEmpty() || intent.get().suspended()) {
            withdraw(inventory);
            return;
        }
        switch (around.planner().plan(intent.get(), inventory, claims.rates().held())) {
            case PlanOutcome.Unplannable unplannable -> unplannable(unplannable.troubles(), inventory);
            case PlanOutcome.Planned(Plan plan) -> plannable(plan, inventory);
        }
    }

    /** While a try waits, the service is looked at all the same; what was told last stays where it was not possible. */
    private void plannable(Plan plan, Inventory inventory) {
        boolean stands = !overwritten
                && applied.filter(known -> known.plan().hash().equals(plan.hash()))
                        .isPresent();
        if (!stands && tries.waiting()) {
            if (!tries.refused().isEmpty()) {
                show(seen());
            }
            mend((known, lost) -> mending.beside(plan, known, lost), inventory);
            return;
        }
        if (!stands && (sweep.underWay() || await(plan))) {
            return;
        }
        Optional<Trouble> taken = claims.take(plan, inventory);
        if (taken.isPresent()) {
            unplannable(List.of(taken.get()), inventory);
        } else if (stands) {
            keep(applied.orElseThrow(), inventory);
        } else {
            carryOut(plan, inventory);
        }
    }

    /** Of changes of a class that follow each other quickly, devices hear the first, and after a while the last. */
    private boolean await(Plan next) {
        Duration still = applied.map(
                        known -> known.untilReplacedBy(next, around.clock().instant()))
                .orElse(Duration.ZERO);
        boolean wait = still.isPositive() && tries.refused().isEmpty();
        if (wait) {
            Observation seen = seen();
            standing.move(seen.protecting() ? Phase.REPLANNING : seen.phase(), seen.troubles(), seen.keying());
            around.alarm().after(still, this::inventoryChanged);
        }
        return wait;
    }

    /** Without a plan of its own making, as after a restart, it believes the devices. */
    private Observation seen() {
        Inventory inventory = around.inventory().current();
        return applied.map(plan -> plan.observe(inventory, around.clock().instant()))
                .orElseGet(() -> Observation.of(id, inventory));
    }

    private void unplannable(List<Trouble> troubles, Inventory inventory) {
        tries.impossible();
        growth.impossible();
        applied.map(Applied::plan).ifPresentOrElse(claims::keepOnly, () -> forgo(inventory));
        Observation seen = seen();
        Duration wait = grace.left(troubles, seen.protecting(), around.clock().instant());
        if (applied.isEmpty() && wait.isPositive()) {
            standing.move(Phase.RECEIVED, troubles, seen.keying());
            around.alarm().after(wait, this::inventoryChanged);
            return;
        }
        impaired(troubles, seen);
        if (troubles.stream().anyMatch(trouble -> trouble.code().equals(ReasonCode.KEY_RATE_INSUFFICIENT))) {
            claims.wanted().run();
        }
        if (mend((known, lost) -> unhindered(troubles, known, lost, inventory), inventory)) {
            return;
        }
        Traces superfluous = applied.map(known -> footprint.beside(known.plan(), inventory))
                .orElseGet(() -> footprint.abandoned(intent.orElseThrow(), inventory));
        sweep.beside(superfluous, inventory);
    }

    private void impaired(List<Trouble> troubles, Observation seen) {
        Phase phase = seen.protecting() ? Phase.DEGRADED : Phase.FAILED;
        List<Trouble> seenOrRefused = Standing.join(seen.troubles(), mending.refused());
        standing.move(phase, Standing.join(troubles, seenOrRefused), seen.keying());
    }

    private Lost unhindered(List<Trouble> troubles, Applied stands, Lost lost, Inventory inventory) {
        Optional<Plan> terms = around.planner()
                .terms(intent.orElseThrow(), inventory, claims.rates().held());
        return mending.without(troubles, terms, stands, lost);
    }

    /** Whether lost pieces of the plan that stands are being put back, though what is asked for cannot be done now. */
    private boolean mend(BiFunction<Applied, Lost, Lost> which, Inventory inventory) {
        Optional<Applied> stands = applied;
        Lost due = stands.map(known -> which.apply(known, seen().lost())).orElse(Lost.NOTHING);
        if (due.isNothing()) {
            return false;
        }
        restore(stands.orElseThrow(), due, inventory, restored -> {
            noteWritten(stands.orElseThrow(), restored);
            mending.ended(restored.troubles(), presence());
        });
        return true;
    }

    /** What was never applied takes no room from others, unless a device has it all the same. */
    private void forgo(Inventory inventory) {
        if (inventory.associationsOf(id).isEmpty()) {
            claims.giveBack(id);
        }
    }

    /** Where it stands by what is seen, and why that is not better. */
    private void show(Observation seen) {
        List<Trouble> wishes = Standing.join(growth.refused(), mending.refused());
        List<Trouble> all = Standing.join(tries.refused(), Standing.join(seen.troubles(), wishes));
        Phase ifRefused = seen.protecting() ? Phase.DEGRADED : Phase.FAILED;
        standing.move(tries.refused().isEmpty() ? seen.phase() : ifRefused, all, seen.keying());
    }

    private void keep(Applied same, Inventory inventory) {
        mending.over();
        Observation seen = seen();
        Instant now = around.clock().instant();
        Plan plan = same.plan();
        Lost due = same.due(seen.lost(), now);
        Lost wider = same.growth(Provisioner.outgrown(plan, inventory), now);
        if (due.isNothing() && seen.lost().isNothing()) {
            tries.over();
        }
        if (wider.isNothing()) {
            growth.over();
        }
        show(seen);
        if (refusals.news(seen, inventory)) {
            around.provisioner().look(plan);
        }
        if (!due.isNothing() && !tries.waiting()) {
            restore(same, due, inventory, restored -> {
                noteWritten(same, restored);
                concluded(restored.troubles(), () -> {});
            });
        } else if (!wider.isNothing() && !growth.waiting()) {
            restore(same, wider, inventory, restored -> grown(same, restored));
        } else {
            sweep.beside(footprint.beside(plan, inventory), inventory);
        }
    }

    /** Keys in use are not disturbed: what is told stays told until the piece is seen again. */
    private void restore(Applied plan, Lost due, Inventory inventory, Consumer<Provisioner.Restored> then) {
        if (sweep.underWay()) {
            return;
        }
        busy = true;
        around.work().execute(() -> {
            Provisioner.Restored restored = around.provisioner().restore(plan.plan(), due, inventory);
            around.inventory().told(restored.written().told());
            around.inventory()
                    .afterwards(() -> queue.execute(() -> {
                        busy = false;
                        then.accept(restored);
                        evaluate();
                    }));
        });
    }

    private void noteWritten(Applied plan, Provisioner.Restored restored) {
        plan.written(restored.written(), around.clock().instant());
        around.alarm().after(Applied.PATH_DUE, this::inventoryChanged);
        around.alarm().after(Applied.REPORT_DUE, this::inventoryChanged);
    }

    /** A key link that may not be wider is as wide as it has to be. */
    private void grown(Applied plan, Provisioner.Restored restored) {
        plan.grown(restored.written(), around.clock().instant());
        around.alarm().after(Applied.GROWTH_DUE, this::inventoryChanged);
        growth.ended(restored.troubles(), presence());
    }

    private void carryOut(Plan plan, Inventory inventory) {
        if (sweep.underWay()) {
            return;
        }
        boolean heardOf = !tries.refused().isEmpty() || applied.isEmpty() && seen().protecting();
        standing.announce(plan, heardOf, applied.isPresent());
        footprint.use(plan);
        overwritten = applied.isPresent();
        busy = true;
        around.work().execute(() -> {
            Provisioner.Restored done = around.provisioner().carryOut(plan, inventory);
            around.inventory().told(done.written().told());
            around.inventory().afterwards(() -> queue.execute(() -> ended(done.troubles(), () -> carriedOut(plan))));
        });
    }

    private void carriedOut(Plan plan) {
        applied = Optional.of(new Applied(plan, around.clock().instant()));
        overwritten = false;
        roomAsked = false;
        claims.keepOnly(plan);
        around.alarm().after(Applied.REPORT_DUE, this::inventoryChanged);
    }

    private void withdraw(Inventory inventory) {
        if (sweep.underWay() || tries.waiting()) {
            return;
        }
        Traces left = footprint.everywhere(inventory);
        if (left.isEmpty()) {
            footprint.clearedEverywhere();
            claims.giveBack(id);
            withdrawn();
            return;
        }
        standing.move(Phase.WITHDRAWING, tries.refused(), standing.keying());
        applied = Optional.empty();
        overwritten = false;
        growth.over();
        mending.over();
        busy = true;
        sweep.all(left, inventory, troubles -> ended(troubles, standing::unplanned));
    }

    private void withdrawn() {
        if (intent.isPresent()) {
            standing.suspended();
        } else {
            gone = true;
            standing.gone();
        }
    }

    private void ended(List<Trouble> troubles, Runnable well) {
        busy = false;
        concluded(troubles, well);
        evaluate();
    }

    private void concluded(List<Trouble> troubles, Runnable well) {
        if (troubles.isEmpty()) {
            tries.over();
            well.run();
        } else {
            failed(troubles);
        }
    }

    private void failed(List<Trouble> troubles) {
        tries.failed(troubles, presence());
        if (intent.isEmpty() || intent.get().suspended()) {
            standing.move(Phase.WITHDRAWING, troubles, standing.keying());
            return;
        }
        show(seen());
        if (roomAsked) {
            yieldRoom();
        }
    }

    /** Another service lacks what this one may hold without using it. */
    void roomWanted() {
        queue.execute(() -> {
            roomAsked = applied.isEmpty();
            if (!busy && !tries.refused().isEmpty()) {
                yieldRoom();
            }
        });
    }

    /** What is half done waits to be finished, but not where another could use it. */
    private void yieldRoom() {
        roomAsked = false;
        if (applied.isEmpty() && intent.filter(asked -> !asked.suspended()).isPresent()) {
            Inventory inventory = around.inventory().current();
            forgo(inventory);
            sweep.beside(footprint.abandoned(intent.get(), inventory), inventory);
        }
    }

    private Presence presence() {
        return footprint.presence(around.inventory().current());
    }
}
