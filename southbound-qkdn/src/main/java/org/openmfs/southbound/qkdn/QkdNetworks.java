package org.openmfs.southbound.qkdn;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.spi.KeyNetworkReports;
import org.openmfs.controller.spi.KeyNetworks;
import org.openmfs.controller.spi.ManagerPlugin;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.Pace;
import org.openmfs.southbound.http.Terms;
import org.openmfs.southbound.http.identity.ClientIdentities;
import org.openmfs.southbound.http.session.ManagerSessions;

/** QKD networks whose nodes speak ETSI GS QKD 015 over RESTCONF: one session each. */
public final class QkdNetworks implements ManagerPlugin, KeyNetworks {
    private final Map<ManagerId, WantedKeyLinks> wanted = new ConcurrentHashMap<>();
    private final ManagerSessions<QkdSession> sessions;

    /** Shows certificates of folder {@code identities} where the process stands. */
    public QkdNetworks(KeyNetworkReports reports, InstantSource clock) {
        this(reports, clock, Pace.USUAL);
    }

    /** @param pace how often nodes are read */
    public QkdNetworks(KeyNetworkReports reports, InstantSource clock, Pace pace) {
        this(reports, new Terms(clock, pace, new ClientIdentities(Path.of("identities"), clock)));
    }

    public QkdNetworks(KeyNetworkReports reports, Terms terms) {
        sessions = new ManagerSessions<>(
                manager -> started(new QkdSession(manager, wanted(manager.id()), reports, terms)),
                reports::connectionChanged,
                terms.clock());
    }

    private static QkdSession started(QkdSession session) {
        session.start();
        return session;
    }

    /** Outlives the session: other settings of the manager change nothing of what was set up. */
    private WantedKeyLinks wanted(ManagerId manager) {
        return wanted.computeIfAbsent(manager, fresh -> new WantedKeyLinks());
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
        sessions.open(manager);
    }

    @Override
    public void disconnect(ManagerId manager) {
        sessions.close(manager);
        wanted.remove(manager);
    }

    @Override
    public void setUp(ManagerId manager, KeyLink link) throws SouthboundFailure {
        sessions.of(manager).setUp(link);
    }

    @Override
    public void takeDown(ManagerId manager, AssociationId association) throws SouthboundFailure {
        sessions.of(manager).takeDown(association);
    }

    @Override
    public void look(ManagerId manager) {
        sessions.find(manager).ifPresent(QkdSession::look);
    }

    @Override
    public void close() {
        sessions.close();
    }
}
