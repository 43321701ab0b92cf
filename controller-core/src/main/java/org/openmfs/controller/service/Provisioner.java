package org.openmfs.controller.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.model.KeyRates;
import org.openmfs.controller.model.Leg;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Step;
import org.openmfs.controller.model.Trouble;
import org.openmfs.controller.plan.Absence;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.DevicePlugin;
import org.openmfs.controller.spi.KeyNetworks;
import org.openmfs.controller.spi.ManagerPlugin;
import org.openmfs.controller.spi.ManagerPlugins;
import org.openmfs.controller.spi.SouthboundFailure;

/**
 * Carries plans out and takes them back. Every step may be repeated, so whatever was half done before a failure or a
 * restart is finished by carrying the plan out again, or undone by withdrawing it.
 */
public final class Provisioner {
    private final DevicePlugin devices;
    private final ManagerPlugins managers;

    public Provisioner(DevicePlugin devices, ManagerPlugins managers) {
        this.devices = devices;
        this.managers = managers;
    }

    /**
     * How far taking back got.
     *
     * @param gone who has nothing of the service any more
     * @param troubles why others still may
     */
    record Taken(Traces gone, List<Trouble> troubles) {}

    /**
     * How far carrying out got.
     *
     * @param written what is there now, as far as who was told says
     * @param troubles why the rest is not
     * @param awaited what the rest has to wait for
     */
    record Outcome(Lost written, List<Trouble> troubles, Optional<Step.LightPath> awaited) {
        static Outcome of(Set<Step> written, List<Trouble> troubles) {
            return new Outcome(new Lost(written), troubles, Optional.empty());
        }

        /**
         * Why the rest is not, once there is what was told meanwhile: an optical path that was asked for is to be told of,
         * as it was asked for.
         */
        List<Trouble> troubles(ServiceId service, Inventory now) {
            Stream<Trouble> untold = Stream.concat(written.lightPaths(), awaited.stream())
                    .filter(path -> !OpticalPaths.isTold(path, now))
                    .map(path -> OpticalPaths.trouble(service, path, now)
                            .orElseGet(() -> OpticalPaths.missing(service, path.manager())));
            return Stream.concat(untold, troubles.stream()).toList();
        }
    }

    /** The steps that do not stand, in order, up to one that fails or takes its time. Blocks. */
    Outcome carryOut(Plan plan, Inventory inventory) {
        Set<Step> done = new HashSet<>();
        for (Step step : plan.steps()) {
            if (!stands(step, inventory)) {
                List<Step.LightPath> awaited = new ArrayList<>();
                Optional<Trouble> refused =
                        RemoteStep.attempt(plan.service(), () -> carryOut(step, inventory, awaited::add));
                if (refused.isPresent() || !awaited.isEmpty()) {
                    return new Outcome(
                            new Lost(done),
                            refused.stream().toList(),
                            awaited.stream().findFirst());
                }
                done.add(step);
            }
        }
        return Outcome.of(done, List.of());
    }

    /** Whether it can be seen that a step need not be done. */
    private static boolean stands(Step step, Inventory inventory) {
        return switch (step) {
            case Step.KeyLink link -> {
                Optional<ManagerBelief> manager = inventory.manager(link.manager());
                yield manager.map(known -> known.keyLinks().get(link.association()))
                        .filter(there -> there.missing().isEmpty()
                                && there.path().equals(link.nodes())
                                && there.saes().equals(List.of(link.saeA(), link.saeZ()))
                                && there.rates().equals(rates(link, manager)))
                        .isPresent();
            }
            case Step.LightPath path -> OpticalPaths.isThere(path, inventory);
            case Step.Configure configure ->
                configure.leg().configurations().entrySet().stream()
                        .allMatch(told -> inventory
                                .device(told.getKey())
                                .filter(device -> device.isConfigured(told.getValue()))
                                .isPresent());
            case Step.AwaitKey key -> true;
        };
    }

    /** Does these steps of a plan that was carried out, each for itself; the others are left alone. Blocks. */
    Outcome restore(Plan plan, Lost lost, Inventory inventory) {
        List<Trouble> troubles = new ArrayList<>();
        Set<Step> done = new HashSet<>();
        for (Step step : plan.steps()) {
            if (lost.steps().contains(step)) {
                RemoteStep.attempt(plan.service(), () -> carryOut(step, inventory, pending -> {}))
                        .ifPresentOrElse(troubles::add, () -> done.add(step));
            }
        }
        return Outcome.of(done, troubles);
    }

    /** @param pending hears of what is not there yet, for which later steps have to wait */
    private void carryOut(Step step, Inventory inventory, Consumer<Step.LightPath> pending) throws SouthboundFailure {
        switch (step) {
            case Step.KeyLink link ->
                managers.keyNetworks(settings(link.manager(), inventory))
                        .setUp(link.manager(), keyLink(link, inventory.manager(link.manager())));
            case Step.LightPath path -> {
                if (OpticalPaths.isPending(path, inventory)
                        || managers.lightPaths(settings(path.manager(), inventory))
                                        .setUp(path.manager(), path.path())
                                == LightPathState.PENDING) {
                    pending.accept(path);
                }
            }
            case Step.Configure configure -> configure(configure.leg());
            case Step.AwaitKey key -> {
                // Devices do it by themselves.
            }
        }
    }

    /**
     * Key links that were cut to what their path made when they were written, where it makes as much as is wished for now,
     * or twice as much as then.
     */
    static Lost outgrown(Plan plan, Inventory inventory) {
        return new Lost(plan.steps().stream()
                .filter(step -> step instanceof Step.KeyLink link
                        && inventory
                                .manager(link.manager())
                                .filter(manager -> manager.connection().up())
                                .filter(manager -> isOutgrown(link, manager))
                                .isPresent())
                .collect(Collectors.toSet()));
    }

    private static boolean isOutgrown(Step.KeyLink link, ManagerBelief manager) {
        Optional<KeyLinkState> written = Optional.ofNullable(manager.keyLinks().get(link.association()));
        if (written.isEmpty()) {
            return false;
        }
        long before = written.get().rates().most();
        long now = rates(link, Optional.of(manager)).most();
        return now > before && (now == link.rates().most() || now >= 2 * before);
    }

    /** Has the QKD networks that the plan uses read at once. Does not wait. */
    void look(Plan plan, Inventory inventory) {
        plan.steps().forEach(step -> {
            if (step instanceof Step.KeyLink link) {
                inventory
                        .manager(link.manager())
                        .flatMap(manager -> managers.of(manager.settings().kind()))
                        .flatMap(ManagerPlugin::keyNetworks)
                        .ifPresent(networks -> networks.look(link.manager()));
            }
        });
    }

    private static ManagedNetwork settings(ManagerId manager, Inventory inventory) throws SouthboundFailure {
        return inventory
                .manager(manager)
                .map(ManagerBelief::settings)
                .orElseThrow(() -> new SouthboundFailure(
                        ReasonCode.MANAGER_UNREACHABLE, manager.value(), "manager " + manager + " is not configured"));
    }

    /** What a device has already, it is not given again. */
    private void configure(Leg leg) throws SouthboundFailure {
        Map<DeviceId, AssociationConfiguration> told = leg.configurations();
        devices.configure(leg.ends().stream()
                .map(Leg.End::device)
                .map(device -> new DeviceChange(device, List.of(told.get(device)), Set.of()))
                .toList());
    }

    /**
     * Takes everything of the service back: from devices first, then from managers. Where one fails, the others are
     * still asked. Blocks.
     *
     * @param traces devices and managers that have, or may have, something of it
     */
    Taken takeBack(ServiceId service, Traces traces, Inventory inventory) {
        Traces known = traces.configured(inventory);
        Map<DeviceId, Set<AssociationId>> here = known.reachable(inventory).devices();
        List<Trouble> troubles = new ArrayList<>();
        Map<DeviceId, Set<AssociationId>> relieved = relieve(service, here, troubles);
        Map<ManagerId, Set<AssociationId>> cleared = new HashMap<>();
        known.managers().forEach((id, associations) -> {
            ManagedNetwork manager = inventory.manager(id).orElseThrow().settings();
            cleared.put(id, takenDown(service, manager, associations, troubles));
        });
        known.devices().keySet().stream()
                .filter(device -> !here.containsKey(device))
                .map(device -> Absence.of(inventory.device(device).orElseThrow()))
                .forEach(troubles::add);
        return new Taken(new Traces(relieved, cleared), troubles);
    }

    /** All together, and where that fails, each for itself. */
    private Map<DeviceId, Set<AssociationId>> relieve(
            ServiceId service, Map<DeviceId, Set<AssociationId>> holders, List<Trouble> troubles) {
        List<DeviceChange> changes = holders.entrySet().stream()
                .map(holder -> new DeviceChange(holder.getKey(), List.of(), holder.getValue()))
                .toList();
        boolean together = changes.size() > 1
                && RemoteStep.attempt(service, () -> devices.configure(changes)).isEmpty();
        return together ? holders : relieveEach(service, changes, troubles);
    }

    private Map<DeviceId, Set<AssociationId>> relieveEach(
            ServiceId service, List<DeviceChange> changes, List<Trouble> troubles) {
        Map<DeviceId, Set<AssociationId>> relieved = new HashMap<>();
        for (DeviceChange change : changes) {
            RemoteStep.attempt(service, () -> devices.configure(List.of(change)))
                    .ifPresentOrElse(troubles::add, () -> relieved.put(change.device(), change.remove()));
        }
        return relieved;
    }

    private static KeyNetworks.KeyLink keyLink(Step.KeyLink link, Optional<ManagerBelief> manager) {
        return new KeyNetworks.KeyLink(
                link.association(), link.saeA(), link.saeZ(), link.nodes(), rates(link, manager));
    }

    /** What the links make changes all the time, so a plan says what is wished for, and its bound is found here. */
    private static KeyRates rates(Step.KeyLink link, Optional<ManagerBelief> manager) {
        return manager.flatMap(ManagerBelief::topology)
                .map(topology -> link.rates().within(topology.rateAlong(link.nodes())))
                .orElse(link.rates());
    }

    /** Those of them that are gone; where one fails, the others are still asked for. */
    private Set<AssociationId> takenDown(
            ServiceId service, ManagedNetwork manager, Set<AssociationId> associations, List<Trouble> troubles) {
        Set<AssociationId> gone = new HashSet<>();
        for (AssociationId association : associations) {
            RemoteStep.attempt(service, () -> takeDown(manager, association))
                    .ifPresentOrElse(troubles::add, () -> gone.add(association));
        }
        return gone;
    }

    /** Whatever it offers is asked, also where one fails. */
    private void takeDown(ManagedNetwork manager, AssociationId association) throws SouthboundFailure {
        ManagerPlugin plugin = managers.serving(manager);
        try {
            if (plugin.keyNetworks().isPresent()) {
                plugin.keyNetworks().get().takeDown(manager.id(), association);
            }
        } finally {
            if (plugin.lightPaths().isPresent()) {
                plugin.lightPaths().get().takeDown(manager.id(), association);
            }
        }
    }
}
