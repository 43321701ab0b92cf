package org.openmfs.controller.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.api.ServiceListener;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Step;
import org.openmfs.controller.model.Trouble;
import org.openmfs.controller.plan.Bookings;

/** One service from intent to withdrawal: events go through one queue, plans are carried out elsewhere one at a time. */
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
    private final RemoteWork work;
    private final Grace grace;
    private final AtomicBoolean evaluationQueued = new AtomicBoolean();
    private final AtomicBoolean wantQueued = new AtomicBoolean();

    private Optional<Intent> intent = Optional.empty();
    private Progress progress = new Progress.Nothing();
    private final SpareRoom room;
    private boolean possible;

    ServiceMachine(ServiceId id, Surroundings around, Shared shared, ServiceListener listener, Past past) {
        this.id = id;
        this.around = around;
        this.claims = shared.claims();
        queue = around.queues().get();
        dependence = new Dependence(id, shared.concerns(), around.inventory(), this::inventoryChanged);
        standing = new Standing(id, around.clock(), listener);
        tries = attempts(Retry.OF_WHAT_IS_NEEDED);
        growth = attempts(Retry.OF_WHAT_IS_WISHED);
        mending = new Mending(attempts(Retry.OF_WHAT_IS_NEEDED), around.clock());
        footprint = new Footprint(id, past);
        sweep = new Sweep(id, around, queue, footprint, this::evaluate);
        room = new SpareRoom(id, around, claims, footprint, sweep);
        work = new RemoteWork(around, queue);
        grace = new Grace(around.clock().instant());
    }

    private Attempts attempts(int doublings) {
        return new Attempts(new Retry(around.alarm(), queue, Surroundings.chance(id), doublings, this::evaluate));
    }

    ServiceId id() {
        return id;
    }

    /** What services have in common. */
    record Shared(Claims claims, Concerns concerns) {}

    void intentChanged(Optional<Intent> changed) {
        queue.execute(() -> {
            intent = changed;
            if (progress.isGone() && changed.isPresent()) {
                progress = new Progress.Nothing();
            }
            standing.newGeneration(changed);
            tries.over();
            if (changed.isPresent() && progress.applied().isEmpty() && !seen().protecting()) {
                standing.move(Phase.RECEIVED, List.of());
            }
            evaluate();
        });
    }

    /** Many in a row are looked at once. */
    void inventoryChanged() {
        if (evaluationQueued.compareAndSet(false, true)) {
            queue.execute(this::evaluate);
        }
    }

    private void evaluate() {
        evaluationQueued.set(false);
        if (progress.isGone()) {
            return;
        }
        dependence.looking();
        Inventory inventory = around.inventory().current();
        evaluate(inventory);
        if (!progress.isGone()) {
            Optional<Plan> well = standing.isWell() ? progress.standing().map(Applied::plan) : Optional.empty();
            dependence.looked(inventory, intent, well, footprint.everywhere(inventory));
        }
    }

    private void evaluate(Inventory inventory) {
        tries.noticeWhoReturned(inventory);
        growth.noticeWhoReturned(inventory);
        mending.noticeWhoReturned(inventory);
        if (progress.busy()) {
            return;
        }
        Optional<Trouble> dashed = progress.dashed(inventory);
        progress = progress.seenIn(inventory);
        standing.observed();
        if (intent.isEmpty() || intent.get().suspended()) {
            withdraw(inventory);
            return;
        }
        dashed.ifPresent(trouble -> failed(List.of(trouble)));
        Bookings bookings = claims.bookings();
        switch (around.planner().plan(intent.get(), inventory, bookings)) {
            case PlanOutcome.Unplannable unplannable -> unplannable(unplannable.troubles(), inventory);
            case PlanOutcome.Planned(Plan plan) -> plannable(plan, inventory, bookings);
        }
    }

    /** While a try waits, the service is looked at all the same; what was told last stays where it was not possible. */
    private void plannable(Plan plan, Inventory inventory, Bookings bookings) {
        possible = true;
        Optional<Applied> same =
                progress.standing().filter(known -> known.plan().hash().equals(plan.hash()));
        if (same.isEmpty() && tries.waiting()) {
            if (!tries.refused().isEmpty()) {
                show(seen());
            }
            mend((known, lost) -> mending.beside(plan, known, lost), inventory);
            return;
        }
        if (same.isEmpty() && (sweep.underWay() || isAwaited(plan, inventory) || await(plan))) {
            return;
        }
        Optional<Trouble> taken = claims.take(plan, inventory);
        if (taken.isPresent() && claims.changedSince(bookings)) {
            inventoryChanged();
        } else if (taken.isPresent()) {
            unplannable(List.of(taken.get()), inventory);
        } else if (same.isPresent()) {
            same.get().isNow(plan);
            claims.keepOnly(plan);
            standing.keepsTo(plan);
            keep(same.get(), inventory);
        } else {
            carryOut(plan, inventory);
        }
    }

    /** It goes on when what it waits for is there. */
    private boolean isAwaited(Plan plan, Inventory inventory) {
        if (!(progress instanceof Progress.Awaiting awaiting)
                || !awaiting.plan().hash().equals(plan.hash())) {
            return false;
        }
        Step.LightPath path = awaiting.step();
        standing.awaiting(OpticalPaths.pending(path.association(), path.manager()), seen());
        mend((known, lost) -> mending.beside(plan, known, lost), inventory);
        return true;
    }

    /** Of changes of a class that follow each other quickly, devices hear the first, and after a while the last. */
    private boolean await(Plan next) {
        Duration still = progress.untilReplacedBy(next, around.clock().instant());
        boolean wait = still.isPositive() && tries.refused().isEmpty();
        if (wait) {
            standing.heldBack(seen());
            around.alarm().after(still, this::inventoryChanged);
        }
        return wait;
    }

    private Observation seen() {
        return progress.seen(id, around.inventory().current(), around.clock().instant());
    }

    private void unplannable(List<Trouble> troubles, Inventory inventory) {
        possible = false;
        tries.impossible();
        growth.impossible();
        if (!(progress instanceof Progress.Awaiting)) {
            progress.applied().map(Applied::plan).ifPresentOrElse(claims::keepOnly, () -> claims.forgo(id, inventory));
        }
        Observation seen = seen();
        Duration wait = grace.left(troubles, seen.protecting(), around.clock().instant());
        if (progress.applied().isEmpty() && wait.isPositive()) {
            standing.move(Phase.RECEIVED, troubles, seen.keying());
            around.alarm().after(wait, this::inventoryChanged);
            return;
        }
        standing.impaired(troubles, seen, mending.refused());
        claims.wantedIfLacking(troubles);
        Supplier<Optional<Plan>> terms =
                () -> around.planner().terms(intent.orElseThrow(), inventory, claims.bookings());
        if (mend((known, lost) -> mending.without(troubles, terms.get(), known, lost), inventory)) {
            return;
        }
        List<Plan> kept = progress.kept();
        sweep.beside(
                kept.isEmpty()
                        ? footprint.abandoned(intent.orElseThrow(), inventory)
                        : footprint.beside(kept, inventory),
                inventory);
    }

    /** Whether lost pieces of the plan that stands are being put back, though what is asked for cannot be done now. */
    private boolean mend(BiFunction<Applied, Lost, Lost> which, Inventory inventory) {
        Optional<Applied> stands = progress.applied();
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

    /** Where it stands by what is seen, and why that is not better. */
    private void show(Observation seen) {
        standing.show(seen, tries.refused(), Standing.join(growth.refused(), mending.refused()));
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
            around.provisioner().look(plan, inventory);
        }
        if (!due.isNothing() && !tries.waiting()) {
            restore(same, due, inventory, restored -> {
                noteWritten(same, restored);
                concluded(restored.troubles(), tries::over);
            });
        } else if (!wider.isNothing() && !growth.waiting()) {
            restore(same, wider, inventory, restored -> grown(same, restored));
        } else {
            sweep.beside(footprint.beside(List.of(plan), inventory), inventory);
        }
    }

    /** Keys in use are not disturbed: what is told stays told until the piece is seen again. */
    private void restore(Applied plan, Lost due, Inventory inventory, Consumer<Provisioner.Outcome> then) {
        if (sweep.underWay()) {
            return;
        }
        Progress before = progress;
        progress = new Progress.Restoring(before);
        work.restore(plan.plan(), due, inventory, restored -> {
            progress = before;
            then.accept(restored);
            evaluate();
        });
    }

    private void noteWritten(Applied plan, Provisioner.Outcome restored) {
        plan.written(restored.written(), around.clock().instant());
        around.alarm().after(Applied.PATH_DUE, this::inventoryChanged);
        around.alarm().after(Applied.REPORT_DUE, this::inventoryChanged);
    }

    /** A key link that may not be wider is as wide as it has to be. */
    private void grown(Applied plan, Provisioner.Outcome restored) {
        plan.grown(restored.written(), around.clock().instant());
        around.alarm().after(Applied.GROWTH_DUE, this::inventoryChanged);
        growth.ended(restored.troubles(), presence());
    }

    private void carryOut(Plan plan, Inventory inventory) {
        if (sweep.underWay()) {
            return;
        }
        Optional<Applied> over = progress.applied();
        boolean heardOf = !tries.refused().isEmpty() || over.isEmpty() && seen().protecting();
        standing.announce(plan, heardOf, over.isPresent());
        footprint.use(plan);
        Progress.CarryingOut carrying = new Progress.CarryingOut(plan, over);
        progress = carrying;
        work.carryOut(plan, inventory, outcome -> {
            progress = carrying.failed();
            ended(outcome.troubles(id, around.inventory().current()), () -> carriedOut(carrying, outcome.awaited()));
        });
    }

    private void carriedOut(Progress.CarryingOut carrying, Optional<Step.LightPath> awaited) {
        if (awaited.isEmpty()) {
            tries.over();
            room.used();
            progress = new Progress.Stands(
                    new Applied(carrying.plan(), around.clock().instant()));
            claims.keepOnly(carrying.plan());
            around.alarm().after(Applied.REPORT_DUE, this::inventoryChanged);
        } else {
            tries.halfDone();
            progress = new Progress.Awaiting(carrying.plan(), awaited.get(), carrying.over());
        }
    }

    private void withdraw(Inventory inventory) {
        if (sweep.underWay() || tries.waiting()) {
            return;
        }
        Traces left = footprint.atItsOwn(inventory);
        if (left.isEmpty()) {
            sweep.beside(footprint.everywhere(inventory).reachable(inventory), inventory);
            footprint.clearedEverywhere();
            claims.keepOnlyWhere(id, left);
            withdrawn();
            return;
        }
        standing.move(Phase.WITHDRAWING, tries.refused(), standing.keying());
        growth.over();
        mending.over();
        progress = new Progress.Withdrawing();
        sweep.all(left, inventory, troubles -> {
            progress = new Progress.Nothing();
            claims.keepOnlyWhere(id, footprint.atItsOwn(around.inventory().current()));
            ended(troubles, this::takenBack);
        });
    }

    private void takenBack() {
        tries.over();
        standing.unplanned();
    }

    private void withdrawn() {
        if (intent.isPresent()) {
            progress = new Progress.Nothing();
            standing.suspended();
        } else {
            progress = new Progress.Gone();
            standing.gone();
        }
    }

    private void ended(List<Trouble> troubles, Runnable well) {
        concluded(troubles, well);
        evaluate();
    }

    private void concluded(List<Trouble> troubles, Runnable well) {
        if (troubles.isEmpty()) {
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
        room.giveWayIfAsked(intent.get(), progress);
    }

    /** Another service lacks what this one may hold without using it. */
    void roomWanted() {
        if (wantQueued.compareAndSet(false, true)) {
            queue.execute(() -> {
                wantQueued.set(false);
                intent.ifPresent(asked -> room.ask(!possible || !tries.refused().isEmpty(), asked, progress));
            });
        }
    }

    private Presence presence() {
        return footprint.presence(around.inventory().current());
    }
}
