package org.openmfs.southbound.apn.tapi;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.OpticalNetworkPlugin.OpticalPath;
import org.openmfs.controller.spi.OpticalNetworkReports;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.RestconfClient;
import org.openmfs.southbound.http.Terms;
import org.openmfs.southbound.http.event.EventFollower;
import org.openmfs.southbound.http.session.ManagerSessions;
import org.openmfs.southbound.http.session.PassedOver;
import org.openmfs.southbound.http.session.PeriodicReader;
import org.openmfs.southbound.http.session.ReportGate;

/** One APN-C: reads its connectivity services whenever it says something, and from time to time anyway. */
final class TapiSession implements ManagerSessions.Session {
    private static final Duration INSTALL_POLL = Duration.ofMillis(200);

    private final ManagerId id;
    private final Duration install;
    private final OpticalNetworkReports reports;
    private final RestconfClient client;
    private final PassedOver passedOver;
    private final ConnectivityRequests requests;
    private final EventFollower follower;
    private final WantedPaths wanted;
    private final Map<AssociationId, LightPathState> told = new ConcurrentHashMap<>();
    private final ReportGate gate = new ReportGate();
    private final PeriodicReader reader;

    TapiSession(ManagedNetwork manager, WantedPaths wanted, OpticalNetworkReports reports, Terms terms) {
        id = manager.id();
        install = terms.pace().install();
        this.wanted = wanted;
        this.reports = reports;
        client = terms.client(manager, manager.addresses().getFirst());
        requests = new ConnectivityRequests(id, client);
        passedOver = new PassedOver(id.value());
        reader = new PeriodicReader(
                this::readAll,
                passedOver::text,
                now -> gate.pass(() -> reports.connectionChanged(id, now)),
                terms.clock(),
                terms.pace());
        follower = new EventFollower(client, event -> reader.wake(), terms.pace());
        reader.start();
    }

    private void readAll() throws SouthboundFailure {
        follower.heeding(this::readServices);
    }

    private void readServices() throws SouthboundFailure {
        long mark = wanted.mark();
        Set<AssociationId> gone = new HashSet<>(told.keySet());
        gone.addAll(wanted.wanted());
        ServiceReading reading = requests.all(gone);
        passedOver.in(client.address(), reading.passedOver());
        gone.removeIf(association -> !wanted.isToldBy(mark, association));
        for (ConnectivityService entry : reading.ours()) {
            gone.remove(entry.association());
            if (wanted.isToldBy(mark, entry.association())) {
                tell(entry.association(), entry);
            }
        }
        for (AssociationId association : gone) {
            // One of ours may be among what cannot be made out: then it is asked for by itself.
            if (reading.unread().isEmpty() || requests.find(association).isEmpty()) {
                tell(association, LightPathState.MISSING, "not there any more");
            }
        }
    }

    /** What is not installed yet, or no longer, is neither up nor missing. */
    private void tell(AssociationId association, ConnectivityService entry) {
        if (entry.installed()) {
            tell(
                    association,
                    entry.up() ? LightPathState.UP : LightPathState.DOWN,
                    entry.up() ? "operational" : "not operational");
        }
    }

    private void tell(AssociationId association, LightPathState state, String text) {
        gate.pass(() -> {
            if (told.put(association, state) != state) {
                reports.pathChanged(id, association, state, text);
            }
        });
    }

    void setUp(OpticalPath path) throws SouthboundFailure {
        AssociationId association = path.association();
        wanted.begin(association);
        try {
            ConnectivityService installed = provide(path);
            wanted.end(association, true);
            tell(association, installed);
        } catch (SouthboundFailure | RuntimeException failure) {
            wanted.refused(association);
            throw failure;
        }
        reader.wake();
    }

    private ConnectivityService provide(OpticalPath path) throws SouthboundFailure {
        Optional<ConnectivityService> there = requests.find(path.association());
        if (there.filter(entry -> entry.installed() && entry.provides(path)).isPresent()) {
            return there.get();
        }
        if (there.isPresent() && !there.get().provides(path)) {
            delete(path.association());
            there = Optional.empty();
        }
        if (there.isEmpty()) {
            requests.create(path);
        }
        try {
            return awaitInstalled(path.association());
        } catch (SouthboundFailure late) {
            abandon(path.association(), late);
            throw late;
        }
    }

    private void abandon(AssociationId association, SouthboundFailure why) {
        try {
            delete(association);
        } catch (SouthboundFailure away) {
            why.addSuppressed(away);
        }
    }

    private ConnectivityService awaitInstalled(AssociationId association) throws SouthboundFailure {
        long deadline = System.nanoTime() + install.toNanos();
        while (true) {
            Optional<ConnectivityService> installed = requests.find(association).filter(ConnectivityService::installed);
            if (installed.isPresent()) {
                return installed.get();
            }
            if (System.nanoTime() > deadline) {
                throw new SouthboundFailure(
                        ReasonCode.TIMED_OUT, id.value(), "path not installed within " + install.toSeconds() + " s");
            }
            pause();
        }
    }

    private void pause() throws SouthboundFailure {
        try {
            Thread.sleep(INSTALL_POLL);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SouthboundFailure(ReasonCode.TIMED_OUT, id.value(), "interrupted");
        }
    }

    void takeDown(AssociationId association) throws SouthboundFailure {
        wanted.begin(association);
        try {
            delete(association);
        } finally {
            wanted.end(association, false);
        }
    }

    private void delete(AssociationId association) throws SouthboundFailure {
        requests.delete(association);
        told.remove(association);
    }

    @Override
    public void close() {
        gate.shut();
        reader.close();
        follower.close();
    }
}
