package org.openmfs.southbound.apn.tapi;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Map<ServiceId, Boolean> toldPaths = new HashMap<>();
    private final PeriodicReader reader;

    TapiSession(ManagedNetwork manager, OpticalNetworkReports reports, InstantSource clock) {
        id = manager.id();
        this.reports = reports;
        client = new RestconfClient(
                id.value(), manager.addresses().getFirst(), manager.authority(), manager.credential());
        reader = new PeriodicReader(this::readAll, now -> reports.connectionChanged(id, now), clock);
        follower = new EventFollower(client, event -> reader.wake());
        reader.start();
    }

    private void readAll() throws SouthboundFailure {
        parsed(client.get(CONTEXT)).forEach(this::tell);
    }

    private void tell(ConnectivityService service) {
        if (service.service().isPresent() && service.installed()) {
            ServiceId ours = service.service().get();
            if (!Boolean.valueOf(service.up()).equals(toldPaths.put(ours, service.up()))) {
                reports.pathChanged(id, ours, service.up(), service.up() ? "operational" : "not operational");
            }
        }
    }

    private List<ConnectivityService> parsed(Optional<String> json) throws SouthboundFailure {
        try {
            return json.map(ConnectivityService::parse).orElse(List.of());
        } catch (IllegalArgumentException wrong) {
            throw new SouthboundFailure(ReasonCode.MANAGER_REFUSED, id.value(), wrong.getMessage());
        }
    }

    void setUp(OpticalPath path) throws SouthboundFailure {
        if (find(path.service()).isEmpty()) {
            client.put(entry(path.service()), ConnectivityService.request(path));
        }
        try {
            awaitInstalled(path.service());
        } catch (SouthboundFailure late) {
            takeDown(path.service());
            throw late;
        }
        reader.wake();
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
    }

    private static String entry(ServiceId service) {
        return CONTEXT + "/connectivity-service=" + ConnectivityService.uuidOf(service);
    }

    @Override
    public void close() {
        reader.close();
        follower.close();
    }
}
