package org.openmfs.southbound.http.session;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.openmfs.controller.model.CleanText;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;

/** The sessions of a plugin, one a manager. */
public final class ManagerSessions<S extends ManagerSessions.Session> implements AutoCloseable {
    /** What closing needs no care about. */
    public interface Session extends AutoCloseable {
        @Override
        void close();
    }

    private final Map<ManagerId, S> sessions = new ConcurrentHashMap<>();
    private final Function<ManagedNetwork, S> opener;
    private final BiConsumer<ManagerId, Connection> report;
    private final InstantSource clock;

    /**
     * @param opener throws IllegalArgumentException for settings that cannot be used
     */
    public ManagerSessions(
            Function<ManagedNetwork, S> opener, BiConsumer<ManagerId, Connection> report, InstantSource clock) {
        this.opener = opener;
        this.report = report;
        this.clock = clock;
    }

    /** Opens the manager's session, in place of one with earlier settings; unusable settings are reported. */
    public void open(ManagedNetwork manager) {
        close(manager.id());
        try {
            sessions.put(manager.id(), opener.apply(manager));
        } catch (IllegalArgumentException unusable) {
            Optional<ReasonCode> refused = Optional.of(ReasonCode.MANAGER_REFUSED);
            report.accept(
                    manager.id(),
                    new Connection(
                            Connection.State.REFUSED, refused, CleanText.of(unusable.getMessage()), clock.instant()));
        }
    }

    /**
     * @throws SouthboundFailure if the manager has no session
     */
    public S of(ManagerId manager) throws SouthboundFailure {
        return find(manager)
                .orElseThrow(() -> new SouthboundFailure(
                        ReasonCode.MANAGER_UNREACHABLE, manager.value(), "manager " + manager + " is not connected"));
    }

    /** The manager's session, if there is one. */
    public Optional<S> find(ManagerId manager) {
        return Optional.ofNullable(sessions.get(manager));
    }

    /** Closes the manager's session, if there is one. */
    public void close(ManagerId manager) {
        S session = sessions.remove(manager);
        if (session != null) {
            session.close();
        }
    }

    @Override
    public void close() {
        sessions.keySet().forEach(this::close);
    }
}
