package org.openmfs.controller.worlds;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.Leg;
import org.openmfs.controller.model.OpticalPath;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Step;
import org.openmfs.controller.model.Trouble;
import org.openmfs.controller.service.Held;

/** Whether a world that was left alone for long enough has become what is asked for, and nothing beside. */
final class Judge {
    private final Outside outside;
    private final Configured configured;
    private final ControllerRun run;
    private final Lasting lasting;
    /** Services that cannot be as they are asked for: what an earlier plan left may protect traffic. */
    private final Set<ServiceId> impaired = new TreeSet<>();
    /** What managers have of plans that stand. */
    private final Set<AssociationId> accounted = new TreeSet<>();

    private final Map<DeviceId, Map<AssociationId, AssociationConfiguration>> planned = new TreeMap<>();

    Judge(Outside outside, Configured configured, ControllerRun run) {
        this.outside = outside;
        this.configured = configured;
        this.run = run;
        lasting = new Lasting(outside);
    }

    void judge() {
        configured.intents.forEach(this::asked);
        run.states.values().stream()
                .filter(state -> !configured.intents.containsKey(state.service()))
                .forEach(state -> withdrawing(state, "is not asked for"));
        nothingBeside();
    }

    /** It may only be there still where somebody keeps it from going. */
    private void withdrawing(ServiceState state, String what) {
        impaired.add(state.service());
        boolean explained = state.phase() == Phase.WITHDRAWING && isNamed(state.reasons());
        if (!explained) {
            wrong(state.service() + " " + what + " and is " + state.phase() + " " + state.reasons());
        }
    }

    private boolean isNamed(List<Reason> reasons) {
        Set<String> broken = lasting.broken();
        return reasons.stream().map(Reason::subject).anyMatch(broken::contains);
    }

    private void wrong(String what) {
        outside.story.wrong(what);
    }

    private void asked(ServiceId id, Intent intent) {
        Optional<ServiceState> state = Optional.ofNullable(run.states.get(id));
        if (state.isEmpty()) {
            wrong(id + " is asked for and has no state");
            return;
        }
        if (intent.suspended()) {
            if (state.get().phase() != Phase.WITHDRAWN) {
                withdrawing(state.get(), "is suspended");
            } else {
                holds(id, Optional.empty());
            }
            return;
        }
        switch (run.services.plan(id, Optional.empty()).orElseThrow()) {
            case PlanOutcome.Planned(Plan plan) -> planned(state.get(), plan);
            case PlanOutcome.Unplannable(List<Trouble> troubles) -> unplannable(state.get(), troubles);
        }
    }

    private void planned(ServiceState state, Plan plan) {
        // Active with a reason: a key link that could be wider is not, for somebody refuses it.
        boolean active = state.phase() == Phase.ACTIVE && (state.reasons().isEmpty() || isNamed(state.reasons()));
        if (!active) {
            failing(state);
            if (!isNamed(state.reasons())) {
                wrong(state.service() + " could be active and is " + state.phase() + " " + state.reasons() + " with "
                        + plan);
            }
            return;
        }
        if (!state.plan().map(Plan::hash).equals(Optional.of(plan.hash()))) {
            wrong(state.service() + " stands by another plan than a dry run shows: " + state.plan() + ", " + plan);
        }
        plan.steps().forEach(this::stands);
        holds(state.service(), Optional.of(plan));
    }

    /** What of links and Enc/Decs is kept from others. */
    private void holds(ServiceId service, Optional<Plan> plan) {
        new Held(run.services).otherThan(service, plan).ifPresent(this::wrong);
    }

    private void failing(ServiceState state) {
        impaired.add(state.service());
        boolean told = (state.phase() == Phase.FAILED || state.phase() == Phase.DEGRADED)
                && !state.reasons().isEmpty();
        if (!told) {
            wrong(state.service() + " cannot be as asked and is " + state.phase() + " " + state.reasons());
        }
    }

    private void unplannable(ServiceState state, List<Trouble> troubles) {
        failing(state);
        Set<ReasonCode> codes = state.reasons().stream().map(Reason::code).collect(Collectors.toSet());
        Set<ReasonCode> named = troubles.stream().map(Trouble::code).collect(Collectors.toSet());
        if (!codes.containsAll(named)) {
            wrong(state.service() + " cannot be planned for " + troubles + " and is " + state.phase() + " for "
                    + state.reasons());
        }
    }

    private void stands(Step step) {
        accounted.add(step.association());
        switch (step) {
            case Step.KeyLink link -> keyLink(link);
            case Step.LightPath path -> {
                OpticalPath wanted = new OpticalPath(path.association(), path.a(), path.z(), path.capacity());
                if (!wanted.equals(outside.optical.paths.get(path.association()))) {
                    wrong("optical path is not " + wanted + " but " + outside.optical.paths.get(path.association()));
                }
            }
            case Step.Configure configure -> configured(configure.leg());
            case Step.AwaitKey key -> {}
        }
    }

    private void keyLink(Step.KeyLink link) {
        for (UUID node : outside.qkd.nodes) {
            var there = Optional.ofNullable(outside.qkd.entries.get(node).get(link.association()));
            boolean wanted = link.nodes().contains(node);
            boolean right = there.filter(one -> one.path().equals(link.nodes())
                            && one.rates().least() == link.rates().least()
                            && one.saeA().equals(link.saeA())
                            && one.saeZ().equals(link.saeZ()))
                    .isPresent();
            // From a node that does not answer nobody can take anything.
            boolean beside = there.isPresent() && outside.qkd.answers(node);
            if (wanted ? !right : beside) {
                wrong("at QKD node " + QkdPort.names(List.of(node)) + " of " + QkdPort.names(link.nodes())
                        + " there is " + there);
            }
        }
    }

    private void configured(Leg leg) {
        leg.configurations().forEach((device, wanted) -> {
            AssociationConfiguration there = outside.devices.get(device).running.get(leg.association());
            planned.computeIfAbsent(device, first -> new TreeMap<>()).put(leg.association(), wanted);
            if (!wanted.equals(there)) {
                wrong("device " + device + " is not configured with " + wanted + " but " + there);
            }
        });
    }

    private void nothingBeside() {
        outside.devices.values().stream()
                .filter(device -> device.up && !device.stubborn && configured.devices.containsKey(device.id()))
                .forEach(device -> device.running.keySet().stream()
                        .filter(association -> !isImpaired(association))
                        .filter(association ->
                                !planned.getOrDefault(device.id(), Map.of()).containsKey(association))
                        .forEach(association -> wrong("device " + device.id() + " holds " + association)));
        if (lasting.qkdIsWell()) {
            besideAt("the QKD network", outside.qkd.associations());
        }
        if (lasting.opticalIsWell()) {
            besideAt("the APN-C", outside.optical.paths.keySet());
        }
    }

    private boolean isImpaired(AssociationId association) {
        return ServiceId.of(association).filter(impaired::contains).isPresent();
    }

    private void besideAt(String where, Set<AssociationId> there) {
        there.stream()
                .filter(association -> !isImpaired(association) && !accounted.contains(association))
                .forEach(association -> wrong(where + " holds " + association));
    }
}
