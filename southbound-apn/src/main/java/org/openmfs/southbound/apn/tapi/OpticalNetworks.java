package org.openmfs.southbound.apn.tapi;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.OpticalPath;
import org.openmfs.controller.spi.LightPathReports;
import org.openmfs.controller.spi.LightPaths;
import org.openmfs.controller.spi.ManagerPlugin;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.Pace;
import org.openmfs.southbound.http.Terms;
import org.openmfs.southbound.http.identity.ClientIdentities;
import org.openmfs.southbound.http.session.ManagerSessions;

/** APN-Cs that speak TAPI 2.4 over RESTCONF: one session each. */
public final class OpticalNetworks implements ManagerPlugin, LightPaths {
    private final Map<ManagerId, WantedPaths> wanted = new ConcurrentHashMap<>();
    private final ManagerSessions<TapiSession> sessions;

    /** Shows certificates of folder {@code identities} where the process stands. */
    public OpticalNetworks(LightPathReports reports, InstantSource clock) {
        this(reports, clock, Pace.USUAL);
    }

    /** @param pace how often APN-Cs are read */
    public OpticalNetworks(LightPathReports reports, InstantSource clock, Pace pace) {
        this(reports, new Terms(clock, pace, new ClientIdentities(Path.of("identities"), clock)));
    }

    public OpticalNetworks(LightPathReports reports, Terms terms) {
        sessions = new ManagerSessions<>(
                manager -> new TapiSession(manager, wanted(manager.id()), reports, terms),
                reports::connectionChanged,
                terms.clock());
    }

    /** Outlives the session: other settings of the manager change nothing of what was set up. */
    private WantedPaths wanted(ManagerId manager) {
        return wanted.computeIfAbsent(manager, fresh -> new WantedPaths());
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
        sessions.open(manager);
    }

    @Override
    public void disconnect(ManagerId manager) {
        sessions.close(manager);
        wanted.remove(manager);
    }

    @Override
    public LightPathState setUp(ManagerId manager, OpticalPath path) throws SouthboundFailure {
        return sessions.of(manager).setUp(path);
    }

    @Override
    public void takeDown(ManagerId manager, AssociationId association) throws SouthboundFailure {
        sessions.of(manager).takeDown(association);
    }

    @Override
    public void close() {
        sessions.close();
    }
}
