package org.openmfs.controller.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.PlannedPath;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.SuiteId;
import org.openmfs.controller.model.Trouble;

/** Gathers what the inventory holds of one service into one {@link Observation}; used once. */
final class Observer {
    private final ServiceId service;
    private final AssociationId association;
    private final Inventory inventory;
    private final List<Trouble> troubles = new ArrayList<>();
    private final List<AssociationStatus> statuses = new ArrayList<>();
    private final Set<PlannedPath> lostPaths = new HashSet<>();
    private final Set<DeviceId> lostAt = new HashSet<>();
    private boolean changing;

    Observer(ServiceId service, Inventory inventory) {
        this.service = service;
        this.inventory = inventory;
        association = new AssociationId(service.value());
    }

    Observation ofPlan(Plan plan, Observation.Awaited awaited) {
        List<DeviceId> ends = plan.ends().stream().map(Plan.End::device).toList();
        plan.paths().forEach(this::path);
        ends.forEach(end -> end(end, awaited.reports()));
        ends.forEach(end -> suite(end, plan, awaited.keys()));
        return observation(ends);
    }

    Observation ofHolders() {
        List<DeviceId> ends = holders();
        inventory.managers().keySet().forEach(manager -> lightPath(manager).ifPresent(troubles::add));
        ends.forEach(end -> end(end, false));
        return observation(ends);
    }

    private Observation observation(Collection<DeviceId> ends) {
        Consequences consequences = new Consequences(inventory, lostPaths, lostAt);
        ends.forEach(end -> status(end).ifPresent(known -> {
            statuses.add(known);
            known.reasons().stream()
                    .map(reason -> new Trouble(reason.code(), end.value(), reason.text()))
                    .filter(trouble -> !consequences.include(trouble))
                    .forEach(troubles::add);
        }));
        if (troubles.isEmpty() && lostAt.isEmpty()) {
            ends.forEach(this::unexplained);
        }
        return Observation.of(statuses, troubles, new Lost(lostPaths, lostAt), changing);
    }

    /** What a device calls amiss without a word why is told with what can be seen: traffic is stopped for want of a key. */
    private void unexplained(DeviceId device) {
        status(device)
                .map(AssociationStatus::phase)
                .flatMap(phase -> switch (phase) {
                    case BLOCKED ->
                        silent(ReasonCode.STOCK_EMPTY, device, "stopped the traffic of association " + association);
                    case DEGRADED ->
                        silent(ReasonCode.DEVICE_UNSUPPORTED, device, "calls association " + association + " degraded");
                    case IDLE, NEGOTIATING, SECURED, WITHDRAWING -> Optional.empty();
                })
                .ifPresent(troubles::add);
    }

    private static Optional<Trouble> silent(ReasonCode code, DeviceId device, String what) {
        return Optional.of(new Trouble(code, device.value(), "device " + device + " " + what + " and gives no reason"));
    }

    /** A device that is giving the association up has it no more. */
    private Optional<AssociationStatus> status(DeviceId device) {
        return inventory
                .device(device)
                .map(belief -> belief.associations().get(association))
                .filter(status -> status.phase() != AssociationStatus.Phase.WITHDRAWING);
    }

    private void end(DeviceId id, boolean awaited) {
        Optional<DeviceBelief> device = inventory.device(id);
        if (device.isEmpty()) {
            troubles.add(new Trouble(ReasonCode.DEVICE_UNKNOWN, id.value(), "device " + id + " is not onboarded"));
        } else if (!device.get().connection().up()) {
            troubles.add(Absence.of(device.get()));
        } else if (status(id).isEmpty()) {
            lostAt.add(id);
            if (!awaited) {
                String text = "association " + association + " is missing at device " + id;
                troubles.add(new Trouble(ReasonCode.ASSOCIATION_MISSING, id.value(), text));
            }
        }
    }

    /** A key of a suite that the plan has no more is to be replaced; a device need not say of which suite it is. */
    private void suite(DeviceId id, Plan plan, boolean awaited) {
        Optional<SuiteId> old = status(id)
                .filter(status -> status.key().isPresent())
                .flatMap(AssociationStatus::suite)
                .filter(suite ->
                        plan.suites().stream().noneMatch(planned -> planned.id().equals(suite)));
        if (old.isPresent() && awaited) {
            changing = true;
        } else if (old.isPresent()) {
            String text =
                    "device " + id + " goes on using a key of suite " + old.get() + ", which is not wanted any more";
            troubles.add(new Trouble(ReasonCode.TIMED_OUT, id.value(), text));
        }
    }

    private void path(PlannedPath path) {
        path.manager()
                .flatMap(manager -> switch (path.purpose()) {
                    case KEY_EXCHANGE -> keyLink(manager);
                    case ENCRYPTION -> lightPath(manager);
                })
                .ifPresent(trouble -> {
                    troubles.add(trouble);
                    if (!trouble.code().equals(ReasonCode.LINK_DOWN)) {
                        lostPaths.add(path);
                    }
                });
    }

    private Optional<Trouble> keyLink(ManagerId manager) {
        return inventory
                .manager(manager)
                .map(belief -> belief.keyLinks().get(service))
                .flatMap(KeyLinkState::missing)
                .map(text -> new Trouble(ReasonCode.KEY_LINK_MISSING, manager.value(), text));
    }

    private Optional<Trouble> lightPath(ManagerId manager) {
        LightPathState state = inventory
                .manager(manager)
                .map(ManagerBelief::paths)
                .map(paths -> paths.get(service))
                .orElse(LightPathState.UP);
        return switch (state) {
            case UP -> Optional.empty();
            case DOWN -> Optional.of(new Trouble(ReasonCode.LINK_DOWN, manager.value(), "the optical path is down"));
            case MISSING -> {
                String text = "the optical path of service " + service + " is missing at " + manager;
                yield Optional.of(new Trouble(ReasonCode.LIGHT_PATH_MISSING, manager.value(), text));
            }
        };
    }

    /** Devices with the association; of more than two, as a change broken off leaves them, those with one key. */
    private List<DeviceId> holders() {
        Map<DeviceId, AssociationStatus> holders = inventory.holders(association);
        List<KeyId> keys = holders.values().stream()
                .map(AssociationStatus::key)
                .flatMap(Optional::stream)
                .toList();
        return holders.keySet().stream()
                .filter(device -> holders.size() <= 2
                        || holders.get(device).key().stream().anyMatch(key -> Collections.frequency(keys, key) == 2))
                .toList();
    }
}
