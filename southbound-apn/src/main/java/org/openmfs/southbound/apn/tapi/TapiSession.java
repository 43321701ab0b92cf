package org.openmfs.southbound.apn.tapi;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.spi.OpticalNetworkPlugin.OpticalPath;
import org.openmfs.controller.spi.OpticalNetworkReports;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.controller.spi.restconf.EventFollower;
import org.openmfs.controller.spi.restconf.ManagerSessions;
import org.openmfs.controller.spi.restconf.PeriodicReader;
import org.openmfs.controller.spi.restconf.ReportGate;
import org.openmfs.controller.spi.restconf.RestconfClient;

/** One APN-C: reads its connectivity services whenever it says something, and from time to time anyway. */
final class TapiSession implements ManagerSessions.Session {
    private static final Duration INSTALL_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration INSTALL_POLL = Duration.ofMillis(200);

    private final ManagerId id;
    private final OpticalNetworkReports reports;
    private final ConnectivityRequests requests;
    private final EventFollower follower;
    private final Map<ServiceId, Boolean> toldPaths = new ConcurrentHashMap<>();
    private final ReportGate gate = new ReportGate();
    private final PeriodicReader reader;

    TapiSession(ManagedNetwork manager, OpticalNetworkReports reports, InstantSource clock) {
        id = manager.id();
        this.reports = reports;
        RestconfClient client = new RestconfClient(
                id.value(), manager.addresses().getFirst(), manager.authority(), manager.credential());
        requests = new ConnectivityRequests(id, client);
        reader = new PeriodicReader(this::readAll, now -> gate.pass(() -> reports.connectionChanged(id, now)), clock);
        follower = new EventFollower(client, event -> reader.wake());
        reader.start();
    }

    private void readAll() throws SouthboundFailure {
        Set<ServiceId> gone = new HashSet<>(toldPaths.keySet());
        for (ConnectivityService entry : requests.all()) {
            entry.service().ifPresent(gone::remove);
            tell(entry);
        }
        for (ServiceId service : gone) {
            if (Boolean.TRUE.equals(toldPaths.remove(service))) {
                report(service, false, "not there any more");
            }
        }
    }

    private void tell(ConnectivityService entry) {
        if (entry.service().isPresent() && entry.installed()) {
            ServiceId service = entry.service().get();
            if (!Boolean.valueOf(entry.up()).equals(toldPaths.put(service, entry.up()))) {
                report(service, entry.up(), entry.up() ? "operational" : "not operational");
            }
        }
    }

    private void report(ServiceId service, boolean up, String text) {
        gate.pass(() -> reports.pathChanged(id, service, up, text));
    }

    void setUp(OpticalPath path) throws SouthboundFailure {
        Optional<ConnectivityService> there = requests.find(path.service());
        if (there.filter(entry -> entry.installed() && entry.provides(path)).isPresent()) {
            return;
        }
        if (there.isPresent() && !there.get().provides(path)) {
            takeDown(path.service());
            there = Optional.empty();
        }
        if (there.isEmpty()) {
            requests.create(path);
        }
        try {
            awaitInstalled(path.service());
        } catch (SouthboundFailure late) {
            abandon(path.service(), late);
            throw late;
        }
        reader.wake();
    }

    private void abandon(ServiceId service, SouthboundFailure why) {
        try {
            takeDown(service);
        } catch (SouthboundFailure away) {
            why.addSuppressed(away);
        }
    }

    private void awaitInstalled(ServiceId service) throws SouthboundFailure {
        long deadline = System.nanoTime() + INSTALL_TIMEOUT.toNanos();
        while (requests.find(service).filter(ConnectivityService::installed).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new SouthboundFailure(
                        ReasonCode.TIMED_OUT,
                        id.value(),
                        "path not installed within " + INSTALL_TIMEOUT.toSeconds() + " s");
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
        requests.delete(service);
        toldPaths.remove(service);
    }

    @Override
    public void close() {
        gate.shut();
        reader.close();
        follower.close();
    }
}
