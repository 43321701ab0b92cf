package org.openmfs.controller.service;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openmfs.controller.api.ServiceListener;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.api.ServiceState.Keying;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a service stands, told to the listener whenever it changes. */
final class Standing {
    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

    private final ServiceId id;
    private final InstantSource clock;
    private final ServiceListener listener;

    private Optional<Intent> intent = Optional.empty();
    private Phase phase = Phase.RECEIVED;
    private long generation;
    private long observed;
    private Instant lastChange;
    private List<Reason> reasons = List.of();
    private Optional<Plan> plan = Optional.empty();
    private Keying keying = Keying.NONE;
    private Optional<ServiceState> told = Optional.empty();

    Standing(ServiceId id, InstantSource clock, ServiceListener listener) {
        this.id = id;
        this.clock = clock;
        this.listener = listener;
        lastChange = clock.instant();
    }

    static List<Trouble> join(List<Trouble> first, List<Trouble> second) {
        List<Trouble> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** The intent changed; the last one is remembered while what it left is withdrawn. */
    void newGeneration(Optional<Intent> changed) {
        generation++;
        intent = changed.or(() -> intent);
    }

    void observed() {
        observed = generation;
    }

    /** Whether nothing is to be wished for. */
    boolean isWell() {
        return phase == Phase.ACTIVE && reasons.isEmpty();
    }

    Keying keying() {
        return keying;
    }

    /** The plan that stands, with the routes that it has now. */
    void keepsTo(Plan same) {
        planned(same);
    }

    private void planned(Plan next) {
        plan = Optional.of(next);
    }

    private void planned(Plan next, Phase as) {
        planned(next);
        move(as, List.of(), keying);
    }

    /**
     * The plan is about to be carried out.
     *
     * @param heardOf what was refused is tried again and again, and a restarted controller writes again what protects
     *     traffic already: nobody need hear of that
     * @param again whether another plan stands
     */
    void announce(Plan next, boolean heardOf, boolean again) {
        if (heardOf) {
            planned(next);
        } else if (again) {
            planned(next, Phase.REPLANNING);
        } else {
            planned(next, Phase.PLANNED);
            move(Phase.PROVISIONING, List.of(), keying);
        }
    }

    void unplanned() {
        plan = Optional.empty();
        keying = Keying.NONE;
    }

    void move(Phase next, List<Trouble> troubles) {
        move(next, troubles, Keying.NONE);
    }

    void move(Phase next, List<Trouble> troubles, Keying keys) {
        List<Reason> dated = dated(troubles);
        if (phase != next) {
            ServiceLog.moved(id, phase, next, dated).to(LOG);
            phase = next;
            lastChange = clock.instant();
        }
        reasons = dated;
        keying = keys;
        tell();
    }

    /**
     * By what is seen, and why that is not better.
     *
     * @param refused why what is asked for could not be carried out
     * @param wishes what else is refused, while it stands
     */
    void show(Observation seen, List<Trouble> refused, List<Trouble> wishes) {
        List<Trouble> all = join(refused, join(seen.troubles(), wishes));
        move(refused.isEmpty() ? seen.phase() : impaired(seen), all, seen.keying());
    }

    /** What is asked for is not possible. */
    void impaired(List<Trouble> troubles, Observation seen, List<Trouble> refused) {
        move(impaired(seen), join(troubles, join(seen.troubles(), refused)), seen.keying());
    }

    private static Phase impaired(Observation seen) {
        return seen.protecting() ? Phase.DEGRADED : Phase.FAILED;
    }

    /** Carrying out goes on when something is there that takes its time. */
    void awaiting(Trouble what, Observation seen) {
        Phase as = seen.protecting() ? Phase.REPLANNING : Phase.PROVISIONING;
        move(as, join(List.of(what), seen.troubles()), seen.keying());
    }

    /** Another plan is about to be carried out, in a moment. */
    void heldBack(Observation seen) {
        move(seen.protecting() ? Phase.REPLANNING : seen.phase(), seen.troubles(), seen.keying());
    }

    void suspended() {
        move(Phase.WITHDRAWN, List.of(new Trouble(ReasonCode.SUSPENDED_BY_OPERATOR, "", "admin-state suspended")));
    }

    void gone() {
        listener.serviceGone(id);
    }

    /** A trouble that was there before keeps its date; one told twice is kept once. */
    private List<Reason> dated(List<Trouble> troubles) {
        List<Reason> dated = new ArrayList<>();
        for (Trouble trouble : troubles) {
            Reason fresh = Reason.of(id, trouble, clock.instant());
            Instant since = reasons.stream()
                    .filter(fresh::sameAs)
                    .map(Reason::since)
                    .findFirst()
                    .orElse(fresh.since());
            if (dated.stream().noneMatch(fresh::sameAs)) {
                dated.add(new Reason(fresh.code(), fresh.subject(), fresh.text(), since));
            }
        }
        return dated;
    }

    private void tell() {
        ServiceState state =
                new ServiceState(id, intent, phase, generation, observed, lastChange, reasons, plan, keying);
        if (!told.equals(Optional.of(state))) {
            told = Optional.of(state);
            listener.serviceChanged(state);
        }
    }
}
