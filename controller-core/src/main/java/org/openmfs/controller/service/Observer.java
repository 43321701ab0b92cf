package org.openmfs.controller.service;

import java.util.ArrayList;
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
import org.openmfs.controller.model.Leg;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Step;
import org.openmfs.controller.model.SuiteId;
import org.openmfs.controller.model.Trouble;
import org.openmfs.controller.plan.Absence;

/** Gathers what the inventory holds of one service into one {@link Observation}; used once. */
final class Observer {
    private static final Set<ReasonCode> STANDING = Set.of(ReasonCode.LINK_DOWN, ReasonCode.LIGHT_PATH_PENDING);

    private final ServiceId service;
    private final Inventory inventory;
    private final List<Trouble> troubles = new ArrayList<>();
    private final List<Ends> legs = new ArrayList<>();
    private final Set<Step> lost = new HashSet<>();
    private final Set<DeviceId> lostAt = new HashSet<>();
    private boolean changing;

    Observer(ServiceId service, Inventory inventory) {
        this.service = service;
        this.inventory = inventory;
    }

    /** Where a leg's association is, or should be. */
    private record Ends(AssociationId association, List<DeviceId> devices) {}

    Observation ofPlan(Plan plan, Observation.Awaited awaited) {
        for (Step step : plan.steps()) {
            switch (step) {
                case Step.KeyLink link -> keyLink(link).ifPresent(trouble -> lost(step, trouble));
                case Step.LightPath path ->
                    OpticalPaths.trouble(service, path, inventory).ifPresent(trouble -> lost(step, trouble));
                case Step.Configure configure -> configured(configure, awaited);
                case Step.AwaitKey key -> {}
            }
        }
        return observation();
    }

    private void configured(Step.Configure configure, Observation.Awaited awaited) {
        Ends ends = new Ends(
                configure.association(),
                configure.leg().ends().stream().map(Leg.End::device).toList());
        legs.add(ends);
        ends.devices().stream()
                .filter(device -> isMissing(ends.association(), device, awaited.reports())
                        || isOtherwise(configure.leg(), device))
                .forEach(device -> lost.add(configure));
        ends.devices().forEach(device -> suite(configure.leg(), device, awaited.keys()));
    }

    Observation ofHolders() {
        Set<AssociationId> held = inventory.associationsOf(service);
        Set<AssociationId> named = held.isEmpty() ? Set.of(service.leg(1)) : held;
        named.forEach(association -> legs.add(new Ends(association, holders(association))));
        for (Ends leg : legs) {
            inventory
                    .managers()
                    .values()
                    .forEach(manager -> lightPath(leg.association(), manager).ifPresent(troubles::add));
            leg.devices().forEach(device -> isMissing(leg.association(), device, false));
        }
        return observation();
    }

    private Observation observation() {
        Consequences consequences = new Consequences(inventory, lost, lostAt);
        List<List<AssociationStatus>> statuses = new ArrayList<>();
        for (Ends leg : legs) {
            List<AssociationStatus> ofLeg = new ArrayList<>();
            leg.devices()
                    .forEach(end -> status(leg.association(), end).ifPresent(known -> {
                        ofLeg.add(known);
                        known.reasons().stream()
                                .map(reason -> new Trouble(reason.code(), end.value(), reason.text()))
                                .filter(trouble -> !consequences.include(trouble))
                                .forEach(troubles::add);
                    }));
            statuses.add(ofLeg);
        }
        if (troubles.isEmpty() && lostAt.isEmpty()) {
            legs.forEach(leg -> leg.devices().forEach(device -> unexplained(leg.association(), device)));
        }
        return Observation.of(statuses, troubles, new Lost(lost), changing);
    }

    /** What a device calls amiss without a word why is told with what can be seen: traffic is stopped for want of a key. */
    private void unexplained(AssociationId association, DeviceId device) {
        status(association, device)
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
    private Optional<AssociationStatus> status(AssociationId association, DeviceId device) {
        return inventory
                .device(device)
                .map(belief -> belief.associations().get(association))
                .filter(status -> status.phase() != AssociationStatus.Phase.WITHDRAWING);
    }

    /** Whether somebody else configured the device otherwise. */
    private boolean isOtherwise(Leg leg, DeviceId device) {
        return inventory
                .device(device)
                .filter(known -> known.connection().up())
                .filter(known -> known.differsFrom(leg.configurations().get(device)))
                .isPresent();
    }

    /** Whether a connected device has it not. */
    private boolean isMissing(AssociationId association, DeviceId id, boolean awaited) {
        Optional<DeviceBelief> device = inventory.device(id);
        if (device.isEmpty()) {
            troubles.add(new Trouble(ReasonCode.DEVICE_UNKNOWN, id.value(), "device " + id + " is not onboarded"));
        } else if (!device.get().connection().up()) {
            troubles.add(Absence.of(device.get()));
        } else if (status(association, id).isEmpty()) {
            lostAt.add(id);
            if (!awaited) {
                String text = "association " + association + " is missing at device " + id;
                troubles.add(new Trouble(ReasonCode.ASSOCIATION_MISSING, id.value(), text));
            }
            return true;
        }
        return false;
    }

    /** A key of a suite that the plan has no more is to be replaced; a device need not say of which suite it is. */
    private void suite(Leg leg, DeviceId id, boolean awaited) {
        Optional<SuiteId> old = status(leg.association(), id)
                .filter(status -> status.key().isPresent())
                .flatMap(AssociationStatus::suite)
                .filter(suite ->
                        leg.suites().stream().noneMatch(planned -> planned.id().equals(suite)));
        if (old.isPresent() && awaited) {
            changing = true;
        } else if (old.isPresent()) {
            String text =
                    "device " + id + " goes on using a key of suite " + old.get() + ", which is not wanted any more";
            troubles.add(new Trouble(ReasonCode.TIMED_OUT, id.value(), text));
        }
    }

    /** One that is there and carries nothing, or is being set up, is not lost. */
    private void lost(Step step, Trouble trouble) {
        troubles.add(trouble);
        if (!STANDING.contains(trouble.code())) {
            lost.add(step);
        }
    }

    /** A connected network that does not tell of a key link that was set up through it has it no more. */
    private Optional<Trouble> keyLink(Step.KeyLink link) {
        return inventory
                .manager(link.manager())
                .flatMap(manager -> Optional.ofNullable(manager.keyLinks().get(link.association()))
                        .map(KeyLinkState::missing)
                        .orElseGet(() -> untold(link, manager)))
                .map(text ->
                        new Trouble(ReasonCode.KEY_LINK_MISSING, link.manager().value(), text));
    }

    private static Optional<String> untold(Step.KeyLink link, ManagerBelief manager) {
        return manager.connection().up()
                ? Optional.of("the key link of association " + link.association() + " is not known to stand at "
                        + link.manager())
                : Optional.empty();
    }

    /** Of a service whose plan nobody remembers. */
    private Optional<Trouble> lightPath(AssociationId association, ManagerBelief manager) {
        return Optional.ofNullable(manager.paths().get(association))
                .flatMap(path -> OpticalPaths.trouble(
                        service, association, manager.settings().id(), path.state()));
    }

    /** Devices with the association; of more than two, as a change broken off leaves them, those with one key. */
    private List<DeviceId> holders(AssociationId association) {
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
