package org.openmfs.controller.spi;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;

/** A plugin of QKD networks whose networks are objects: for tests of whatever stands above a plugin. In one thread. */
public final class InMemoryKeyNetworks implements ManagerPlugin, KeyNetworks {
    private static final Instant ALWAYS = Instant.EPOCH;

    private final KeyNetworkReports reports;
    private final Map<ManagerId, InMemoryQkdSite> sites = new HashMap<>();
    private final Map<ManagerId, Set<UUID>> met = new HashMap<>();
    private final Map<ManagerId, ManagedNetwork> connected = new HashMap<>();
    private final Map<ManagerId, Map<UUID, ReasonCode>> troubles = new HashMap<>();
    private final Map<ManagerId, Map<AssociationId, KeyLink>> wanted = new HashMap<>();

    public InMemoryKeyNetworks(KeyNetworkReports reports) {
        this.reports = reports;
    }

    /** Sets a network up that can be connected to. */
    public InMemoryKeyNetworks with(InMemoryQkdSite site) {
        ManagerId id = site.settings().id();
        sites.put(id, site);
        site.attach(new InMemoryQkdSite.Wire(() -> meet(id), (link, reason) -> trouble(id, link, reason)));
        return this;
    }

    @Override
    public Set<ManagerKind> kinds() {
        return Set.of(ManagerKind.QKDN_015);
    }

    @Override
    public Optional<KeyNetworks> keyNetworks() {
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
        met.remove(manager);
        troubles.remove(manager);
    }

    /** What comes of reading the network now. */
    private void meet(ManagerId id) {
        ManagedNetwork manager = connected.get(id);
        if (manager == null) {
            return;
        }
        InMemoryQkdSite site = sites.get(id);
        if (site == null || site.answering().isEmpty()) {
            refuse(id, ReasonCode.MANAGER_UNREACHABLE);
        } else if (!manager.access().equals(site.settings().access())) {
            refuse(id, ReasonCode.CREDENTIAL_REFUSED);
        } else {
            Set<UUID> seen = met.computeIfAbsent(id, fresh -> new HashSet<>());
            seen.addAll(site.answering());
            boolean all = site.answering().size() == site.nodes().size();
            Optional<ReasonCode> reason = all ? Optional.empty() : Optional.of(ReasonCode.MANAGER_UNREACHABLE);
            reports.connectionChanged(
                    id, new Connection(Connection.State.CONNECTED, reason, all ? "" : "a node is away", ALWAYS));
            reports.topology(id, site.topology(seen));
            tellLinks(id);
            tellTroubles(id, site.topology(seen));
        }
    }

    /** Those that were not told yet. */
    private void tellTroubles(ManagerId id, QkdTopology topology) {
        Map<UUID, ReasonCode> told = troubles.getOrDefault(id, Map.of());
        Map<UUID, ReasonCode> now = new HashMap<>();
        topology.links().forEach(link -> link.trouble().ifPresent(reason -> now.put(link.id(), reason)));
        troubles.put(id, now);
        now.forEach((link, reason) -> {
            if (!reason.equals(told.get(link))) {
                reports.linkTrouble(id, link, reason, reason.word());
            }
        });
    }

    private void tellLinks(ManagerId id) {
        Map<AssociationId, KeyLinkState> states = new HashMap<>();
        wanted.getOrDefault(id, Map.of())
                .forEach((association, link) ->
                        states.put(association, sites.get(id).state(link)));
        reports.keyLinks(id, states);
    }

    private void refuse(ManagerId id, ReasonCode reason) {
        Connection.State state =
                reason.equals(ReasonCode.CREDENTIAL_REFUSED) ? Connection.State.REFUSED : Connection.State.CONNECTING;
        reports.connectionChanged(id, new Connection(state, Optional.of(reason), reason.word(), ALWAYS));
    }

    private void trouble(ManagerId id, UUID link, ReasonCode reason) {
        if (connected.containsKey(id)) {
            troubles.computeIfAbsent(id, fresh -> new HashMap<>()).put(link, reason);
            reports.linkTrouble(id, link, reason, reason.word());
        }
    }

    @Override
    public void setUp(ManagerId manager, KeyLink link) throws SouthboundFailure {
        InMemoryQkdSite site = reached(manager, Set.copyOf(link.path()));
        if (!site.provides(link)) {
            throw failure(manager, ReasonCode.MANAGER_REFUSED);
        }
        site.put(link);
        wanted.computeIfAbsent(manager, fresh -> new HashMap<>()).put(link.association(), link);
        tellLinks(manager);
    }

    @Override
    public void takeDown(ManagerId manager, AssociationId association) throws SouthboundFailure {
        InMemoryQkdSite site = reached(manager, Set.of());
        wanted.getOrDefault(manager, new HashMap<>()).remove(association);
        tellLinks(manager);
        if (!site.removeWhereItAnswers(association, met.getOrDefault(manager, Set.of()))) {
            throw failure(manager, ReasonCode.MANAGER_UNREACHABLE);
        }
    }

    @Override
    public void look(ManagerId manager) {
        meet(manager);
    }

    private InMemoryQkdSite reached(ManagerId manager, Set<UUID> nodes) throws SouthboundFailure {
        InMemoryQkdSite site = sites.get(manager);
        if (site == null || !connected.containsKey(manager) || !site.answers(nodes)) {
            throw failure(manager, ReasonCode.MANAGER_UNREACHABLE);
        }
        return site;
    }

    private static SouthboundFailure failure(ManagerId manager, ReasonCode code) {
        return new SouthboundFailure(code, manager.value(), code.word());
    }
}
