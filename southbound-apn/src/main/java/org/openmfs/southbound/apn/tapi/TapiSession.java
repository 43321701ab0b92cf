package org.openmfs.southbound.apn.tapi;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
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
import org.openmfs.controller.spi.restconf.EventFollower;
import org.openmfs.controller.spi.restconf.ManagerSessions;
import org.openmfs.controller.spi.restconf.PeriodicReader;
import org.openmfs.controller.spi.restconf.ReportGate;
import org.openmfs.controller.spi.restconf.RestconfClient;

/** One APN-C: reads its connectivity services whenever it says something, and from time to time anyway. */
final class TapiSession implements ManagerSessions.Session {
    private static final String CONTEXT = "/data/tapi-common:context/tapi-connectivity:connectivity-context";
    private static final Duration INSTALL_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration INSTALL_POLL = Duration.ofMillis(200);

    private final ManagerId id;
    private final OpticalNetworkReports reports;
    private final RestconfClient client;
    private final EventFollower follower;
    private final Map<ServiceId, Boolean> toldPaths = new ConcurrentHashMap<>();
    private final ReportGate gate = new ReportGate();
    private final PeriodicReader reader;

    TapiSession(ManagedNetwork manager, OpticalNetworkReports reports, InstantSource clock) {
        id = manager.id();
        this.reports = reports;
        client = new RestconfClient(
                id.value(), manager.addresses().getFirst(), manager.authority(), manager.credential());
        reader = new PeriodicReader(this::readAll, now -> gate.pass(() -> reports.connectionChanged(id, now)), clock);
        follower = new EventFollower(client, event -> reader.wake());
        reader.start();
    }

    private void readAll() throws SouthboundFailure {
        Set<ServiceId> gone = new HashSet<>(toldPaths.keySet());
        for (ConnectivityService entry : parsed(client.get(CONTEXT))) {
            entry.service().ifPresent(gone::remove);
            tell(entry);
        }
        for (ServiceId service : gone) {
            if (Boolean.TRUE.equals(toldPaths.remove(service))) {
                report(service, LightPathState.MISSING, "not there any more");
            }
        }
    }

    private void tell(ConnectivityService entry) {
        if (entry.service().isPresent() && entry.installed()) {
            ServiceId service = entry.service().get();
            if (!Boolean.valueOf(entry.up()).equals(toldPaths.put(service, entry.up()))) {
                report(
                        service,
                        entry.up() ? LightPathState.UP : LightPathState.DOWN,
                        entry.up() ? "operational" : "not operational");
            }
        }
    }

    private void report(ServiceId service, LightPathState state, String text) {
        gate.pass(() -> reports.pathChanged(id, service, state, text));
    }

    private List<ConnectivityService> parsed(Optional<String> json) throws SouthboundFailure {
        try {
            return json.map(ConnectivityService::parse).orElse(List.of());
        } catch (IllegalArgumentException wrong) {
            throw new SouthboundFailure(ReasonCode.MANAGER_REFUSED, id.value(), wrong.getMessage());
        }
    }

    void setUp(OpticalPath path) throws SouthboundFailure {
        Optional<ConnectivityService> there = find(path.service());
        if (there.filter(entry -> entry.installed() && entry.provides(path)).isPresent()) {
            return;
        }
        if (there.isPresent() && !there.get().provides(path)) {
            takeDown(path.service());
            there = Optional.empty();
        }
        if (there.isEmpty()) {
            client.put(entry(path.service()), ConnectivityService.request(path));
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
        while (find(service).filter(ConnectivityService::installed).isEmpty()) {
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

    private Optional<ConnectivityService> find(ServiceId service) throws SouthboundFailure {
        return parsed(client.get(entry(service))).stream().findFirst();
    }

    void takeDown(ServiceId service) throws SouthboundFailure {
        client.delete(entry(service));
        toldPaths.remove(service);
    }

    private static String entry(ServiceId service) {
        return CONTEXT + "/connectivity-service=" + ConnectivityService.uuidOf(service);
    }

    @Override
    public void close() {
        gate.shut();
        reader.close();
        follower.close();
    }
}
