package org.openmfs.controller.spi;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.OpticalPathStatus;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;

/** Keeps every report on networks that have managers of their own, in order, and lets a test wait for one. */
public final class RecordedNetworkReports implements KeyNetworkReports, LightPathReports {
    /** One report. */
    public sealed interface Report {
        ManagerId manager();

        record Connected(ManagerId manager, Connection connection) implements Report {}

        record Topology(ManagerId manager, QkdTopology topology) implements Report {}

        record LinkTrouble(ManagerId manager, UUID link, ReasonCode reason, String text) implements Report {}

        record KeyLinks(ManagerId manager, Map<AssociationId, KeyLinkState> links) implements Report {}

        record OpticalPaths(ManagerId manager, Map<AssociationId, OpticalPathStatus> paths) implements Report {}
    }

    private final Recording<Report> all = new Recording<>();
    private final Consumer<Connection> first;

    public RecordedNetworkReports() {
        this(connection -> {});
    }

    /** @param first hears of a connection that changed, before whoever waits for it */
    public RecordedNetworkReports(Consumer<Connection> first) {
        this.first = first;
    }

    /** Everything reported on this network so far. */
    public List<Report> of(ManagerId manager) {
        return all.of(report -> report.manager().equals(manager));
    }

    public <T extends Report> List<T> of(ManagerId manager, Class<T> kind) {
        return of(manager).stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Waits until the newest report of this kind on the network is like this. */
    public <T extends Report> T awaitNewest(ManagerId manager, Class<T> kind, Predicate<T> like) {
        all.await(
                kind.getSimpleName(),
                report -> report.manager().equals(manager) && kind.isInstance(report),
                found -> !found.isEmpty() && like.test(kind.cast(found.getLast())));
        return of(manager, kind).getLast();
    }

    /** Waits until the network's newest state of connection is like this. */
    public Connection awaitConnection(ManagerId manager, Predicate<Connection> like) {
        return awaitNewest(manager, Report.Connected.class, report -> like.test(report.connection()))
                .connection();
    }

    @Override
    public void connectionChanged(ManagerId manager, Connection connection) {
        first.accept(connection);
        all.add(new Report.Connected(manager, connection));
    }

    @Override
    public void topology(ManagerId manager, QkdTopology topology) {
        all.add(new Report.Topology(manager, topology));
    }

    @Override
    public void linkTrouble(ManagerId manager, UUID link, ReasonCode reason, String text) {
        all.add(new Report.LinkTrouble(manager, link, reason, text));
    }

    @Override
    public void keyLinks(ManagerId manager, Map<AssociationId, KeyLinkState> links) {
        all.add(new Report.KeyLinks(manager, Map.copyOf(links)));
    }

    @Override
    public void opticalPaths(ManagerId manager, Map<AssociationId, OpticalPathStatus> paths) {
        all.add(new Report.OpticalPaths(manager, Map.copyOf(paths)));
    }
}
