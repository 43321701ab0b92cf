package org.openmfs.controller.spi;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.OpticalPath;
import org.openmfs.controller.model.OpticalPathStatus;
import org.openmfs.controller.model.ReasonCode;

/** A plugin of APN-Cs whose networks are objects: for tests of whatever stands above a plugin. In one thread. */
public final class InMemoryLightPaths implements ManagerPlugin, LightPaths {
    private static final Instant ALWAYS = Instant.EPOCH;

    private final LightPathReports reports;
    private final Map<ManagerId, InMemoryOpticalSite> sites = new HashMap<>();
    private final Map<ManagerId, ManagedNetwork> connected = new HashMap<>();
    private final Map<ManagerId, Set<AssociationId>> wanted = new HashMap<>();

    public InMemoryLightPaths(LightPathReports reports) {
        this.reports = reports;
    }

    /** Sets a network up that can be connected to. */
    public InMemoryLightPaths with(InMemoryOpticalSite site) {
        ManagerId id = site.settings().id();
        sites.put(id, site);
        site.attach(new InMemoryOpticalSite.Wire(() -> meet(id), () -> tell(id)));
        return this;
    }

    @Override
    public Set<ManagerKind> kinds() {
        return Set.of(ManagerKind.APN_TAPI);
    }

    @Override
    public Optional<LightPaths> lightPaths() {
        return Optional.of(this);
    }

    @Override
    public void connect(ManagedNetwork manager) {
        connected.put(manager.id(), manager);
        meet(manager.id());
    }

    @Override
    public void disconnect(ManagerId manager) {
        connected.remove(manager);
        wanted.remove(manager);
    }

    /** What comes of reading the network now. */
    private void meet(ManagerId id) {
        ManagedNetwork manager = connected.get(id);
        if (manager == null) {
            return;
        }
        InMemoryOpticalSite site = sites.get(id);
        if (site == null || !site.answers()) {
            refuse(id, ReasonCode.MANAGER_UNREACHABLE);
        } else if (!manager.access().equals(site.settings().access())) {
            refuse(id, ReasonCode.CREDENTIAL_REFUSED);
        } else {
            reports.connectionChanged(id, Connection.connected(ALWAYS));
            tell(id);
        }
    }

    private void refuse(ManagerId id, ReasonCode reason) {
        Connection.State state =
                reason.equals(ReasonCode.CREDENTIAL_REFUSED) ? Connection.State.REFUSED : Connection.State.CONNECTING;
        reports.connectionChanged(id, new Connection(state, Optional.of(reason), reason.word(), ALWAYS));
    }

    private void tell(ManagerId id) {
        if (connected.containsKey(id) && sites.get(id).answers()) {
            Map<AssociationId, OpticalPathStatus> all =
                    new HashMap<>(sites.get(id).states());
            wanted.getOrDefault(id, Set.of())
                    .forEach(association -> all.putIfAbsent(association, OpticalPathStatus.MISSING));
            reports.opticalPaths(id, all);
        }
    }

    @Override
    public LightPathState setUp(ManagerId manager, OpticalPath path) throws SouthboundFailure {
        InMemoryOpticalSite site = reached(manager);
        if (!site.provides(path)) {
            throw failure(manager, ReasonCode.MANAGER_REFUSED);
        }
        wanted.computeIfAbsent(manager, fresh -> new HashSet<>()).add(path.association());
        site.put(path);
        return site.states().get(path.association()).state();
    }

    @Override
    public void takeDown(ManagerId manager, AssociationId association) throws SouthboundFailure {
        reached(manager).takeDown(association);
        wanted.getOrDefault(manager, new HashSet<>()).remove(association);
        tell(manager);
    }

    private InMemoryOpticalSite reached(ManagerId manager) throws SouthboundFailure {
        InMemoryOpticalSite site = sites.get(manager);
        if (site == null || !connected.containsKey(manager) || !site.answers()) {
            throw failure(manager, ReasonCode.MANAGER_UNREACHABLE);
        }
        return site;
    }

    private static SouthboundFailure failure(ManagerId manager, ReasonCode code) {
        return new SouthboundFailure(code, manager.value(), code.word());
    }
}
