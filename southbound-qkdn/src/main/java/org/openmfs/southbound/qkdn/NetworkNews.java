package org.openmfs.southbound.qkdn;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.spi.KeyNetworkReports;
import org.openmfs.southbound.http.session.ReportGate;
import org.openmfs.southbound.qkdn.NodeEvents.LinkTrouble;

/**
 * What is told of one QKD network: one report at a time, of what is known when it is made, and none after the end. What is
 * as it was is told again once a period at most.
 */
final class NetworkNews {
    private final ManagerId id;
    private final KeyNetworkReports reports;
    private final Duration period;
    private final ReportGate gate = new ReportGate();
    private final NetworkConnection connection = new NetworkConnection();
    private final Told<QkdTopology> topology = new Told<>();
    private final Told<Map<AssociationId, KeyLinkState>> keyLinks = new Told<>();

    NetworkNews(ManagerId id, KeyNetworkReports reports, Duration period) {
        this.id = id;
        this.reports = reports;
        this.period = period;
    }

    /** What was told last of one thing. */
    private final class Told<T> {
        private Optional<T> last = Optional.empty();
        private long at;

        /** A report that fails counts for none. */
        void tell(T now, Consumer<T> report) {
            boolean due = System.nanoTime() - at >= period.toNanos();
            if (due || !last.equals(Optional.of(now))) {
                report.accept(now);
                last = Optional.of(now);
                at = System.nanoTime();
            }
        }
    }

    /** @param known empty while nothing can be said */
    void topology(Supplier<Optional<QkdTopology>> known) {
        gate.pass(() -> known.get().ifPresent(now -> topology.tell(now, all -> reports.topology(id, all))));
    }

    void keyLinks(Supplier<Map<AssociationId, KeyLinkState>> known) {
        gate.pass(() -> keyLinks.tell(known.get(), all -> reports.keyLinks(id, all)));
    }

    /** @param known how each node is; empty while nothing can be said */
    void connection(Supplier<Optional<List<Connection>>> known) {
        gate.pass(() ->
                known.get().ifPresent(nodes -> connection.tell(nodes, now -> reports.connectionChanged(id, now))));
    }

    void trouble(LinkTrouble trouble) {
        gate.pass(() -> reports.linkTrouble(id, trouble.link(), trouble.reason(), trouble.text()));
    }

    /** When this returns no report is on its way, and none will be. */
    void end() {
        gate.shut();
    }
}
