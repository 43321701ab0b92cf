package org.openmfs.controller.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.OpticalPath;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.DevicePlugin;
import org.openmfs.controller.spi.KeyNetworks;
import org.openmfs.controller.spi.LightPaths;
import org.openmfs.controller.spi.SouthboundFailure;

/** Devices and managers that remember what they were told, and refuse or stay silent while told to. */
final class FakeSouthbound implements DevicePlugin, KeyNetworks, LightPaths {
    final Map<DeviceId, Map<AssociationId, AssociationConfiguration>> configured = new HashMap<>();
    final Map<AssociationId, KeyLink> links = new HashMap<>();
    final Map<ManagerId, Set<AssociationId>> served = new HashMap<>();
    final List<ManagerId> takenDown = new ArrayList<>();
    /** By the name that the association had before services had legs. */
    final List<ManagerId> takenDownOlder = new ArrayList<>();

    final Set<ManagerId> silent = new HashSet<>();
    final Set<AssociationId> refusedLinks = new HashSet<>();
    final Set<AssociationId> refusedTakingDown = new HashSet<>();
    final Set<DeviceId> stubborn = new HashSet<>();
    final List<ManagerId> looked = new ArrayList<>();
    /** Device and association. */
    final List<String> rekeyed = new ArrayList<>();

    Optional<ReasonCode> refusing = Optional.empty();
    /** What the network says of an optical path that it is asked for. */
    LightPathState lightPathsAre = LightPathState.UP;
    /** Hears of each optical path that is asked for. */
    Consumer<OpticalPath> lightPathAsked = path -> {};
    /** Where managers list what was set up through them; empty while they list nothing of it. */
    Optional<ToldByManagers> telling = Optional.empty();
    /** What happens to the next edit before anything else. */
    Optional<Error> breaking = Optional.empty();

    int edits;
    int keyLinkTries;
    int keyLinksWritten;
    int lightPathsAsked;

    @Override
    public void configure(List<DeviceChange> changes) throws SouthboundFailure {
        if (breaking.isPresent()) {
            Error once = breaking.get();
            breaking = Optional.empty();
            throw once;
        }
        if (refusing.isPresent()) {
            throw new SouthboundFailure(
                    refusing.get(), changes.getFirst().device().value(), "refused by the test");
        }
        for (DeviceChange change : changes) {
            if (stubborn.contains(change.device())) {
                throw new SouthboundFailure(
                        ReasonCode.DEVICE_REFUSED, change.device().value(), "refused by the test");
            }
        }
        edits++;
        changes.forEach(change -> {
            var known = configured.computeIfAbsent(change.device(), id -> new HashMap<>());
            change.remove().forEach(known::remove);
            change.put().forEach(association -> known.put(association.id(), association));
        });
    }

    @Override
    public Set<AssociationId> associations(DeviceId device) {
        return configured.getOrDefault(device, Map.of()).keySet();
    }

    @Override
    public void setUp(ManagerId manager, KeyLink link) throws SouthboundFailure {
        keyLinkTries++;
        if (refusedLinks.contains(link.association())) {
            throw new SouthboundFailure(ReasonCode.MANAGER_REFUSED, manager.value(), "refused by the test");
        }
        serve(manager, link.association());
        keyLinksWritten++;
        links.put(link.association(), link);
        telling.ifPresent(to -> to.keyLink(manager, link));
    }

    @Override
    public void takeDown(ManagerId manager, AssociationId association) throws SouthboundFailure {
        (association.value().contains("/") ? takenDown : takenDownOlder).add(manager);
        answer(manager);
        if (refusedTakingDown.contains(association)) {
            throw new SouthboundFailure(ReasonCode.MANAGER_REFUSED, manager.value(), "refused by the test");
        }
        boolean last = served.getOrDefault(manager, new HashSet<>()).remove(association)
                && served.values().stream().noneMatch(services -> services.contains(association));
        if (last) {
            links.remove(association);
        }
        telling.ifPresent(to -> to.gone(manager, association));
    }

    /** As an earlier run of the controller left it. */
    void serve(ManagerId manager, AssociationId association) throws SouthboundFailure {
        answer(manager);
        served.computeIfAbsent(manager, id -> new HashSet<>()).add(association);
    }

    private void answer(ManagerId manager) throws SouthboundFailure {
        if (silent.contains(manager)) {
            throw new SouthboundFailure(ReasonCode.MANAGER_UNREACHABLE, manager.value(), "silenced by the test");
        }
    }

    @Override
    public LightPathState setUp(ManagerId manager, OpticalPath path) throws SouthboundFailure {
        serve(manager, path.association());
        lightPathsAsked++;
        lightPathAsked.accept(path);
        telling.ifPresent(to -> to.lightPath(manager, path, lightPathsAre));
        return lightPathsAre;
    }

    @Override
    public void look(ManagerId manager) {
        looked.add(manager);
    }

    @Override
    public void onboard(Device device) {}

    @Override
    public void release(DeviceId device) {}

    @Override
    public void rekey(DeviceId device, AssociationId association) throws SouthboundFailure {
        if (stubborn.contains(device)) {
            throw new SouthboundFailure(ReasonCode.DEVICE_REFUSED, device.value(), "refused by the test");
        }
        rekeyed.add(device + " " + association);
    }
}
