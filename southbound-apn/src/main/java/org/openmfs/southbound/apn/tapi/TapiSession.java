package org.openmfs.southbound.apn.tapi;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
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
    private final Map<ServiceId, LightPathState> told = new ConcurrentHashMap<>();
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
        Set<ServiceId> gone = new HashSet<>(told.keySet());
        gone.addAll(wanted.wanted());
        ServiceReading reading = requests.all(gone);
        passedOver.in(client.address(), reading.passedOver());
        gone.removeIf(service -> !wanted.isToldBy(mark, service));
        for (ConnectivityService entry : reading.ours()) {
            gone.remove(entry.service());
            if (wanted.isToldBy(mark, entry.service())) {
                tell(entry.service(), entry);
            }
        }
        for (ServiceId service : gone) {
            // One of ours may be among what cannot be made out: then it is asked for by itself.
            if (reading.unread().isEmpty() || requests.find(service).isEmpty()) {
                tell(service, LightPathState.MISSING, "not there any more");
            }
        }
    }

    /** What is not installed yet, or no longer, is neither up nor missing. */
    private void tell(ServiceId service, ConnectivityService entry) {
        if (entry.installed()) {
            tell(
                    service,
                    entry.up() ? LightPathState.UP : LightPathState.DOWN,
                    entry.up() ? "operational" : "not operational");
        }
    }

    private void tell(ServiceId service, LightPathState state, String text) {
        gate.pass(() -> {
            if (told.put(service, state) != state) {
                reports.pathChanged(id, service, state, text);
            }
        });
    }

    void setUp(OpticalPath path) throws SouthboundFailure {
        ServiceId service = path.service();
        wanted.begin(service);
        try {
            ConnectivityService installed = provide(path);
            wanted.end(service, true);
            tell(service, installed);
        } catch (SouthboundFailure | RuntimeException failure) {
            wanted.refused(service);
            throw failure;
        }
        reader.wake();
    }

    private ConnectivityService provide(OpticalPath path) throws SouthboundFailure {
        Optional<ConnectivityService> there = requests.find(path.service());
        if (there.filter(entry -> entry.installed() && entry.provides(path)).isPresent()) {
            return there.get();
        }
        if (there.isPresent() && !there.get().provides(path)) {
            delete(path.service());
            there = Optional.empty();
        }
        if (there.isEmpty()) {
            requests.create(path);
        }
        try {
            return awaitInstalled(path.service());
        } catch (SouthboundFailure late) {
            abandon(path.service(), late);
            throw late;
        }
    }

    private void abandon(ServiceId service, SouthboundFailure why) {
        try {
            delete(service);
        } catch (SouthboundFailure away) {
            why.addSuppressed(away);
        }
    }

    private ConnectivityService awaitInstalled(ServiceId service) throws SouthboundFailure {
        long deadline = System.nanoTime() + install.toNanos();
        while (true) {
            Optional<ConnectivityService> installed = requests.find(service).filter(ConnectivityService::installed);
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

    void takeDown(ServiceId service) throws SouthboundFailure {
        wanted.begin(service);
        try {
            delete(service);
        } finally {
            wanted.end(service, false);
        }
    }

    private void delete(ServiceId service) throws SouthboundFailure {
        requests.delete(service);
        told.remove(service);
    }

    @Override
    public void close() {
        gate.shut();
        reader.close();
        follower.close();
    }
}
