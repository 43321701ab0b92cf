package org.openmfs.southbound.apn.tapi;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.spi.OpticalNetworkPlugin.OpticalPath;
import org.openmfs.controller.spi.OpticalNetworkReports;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.controller.spi.restconf.EventFollower;
import org.openmfs.controller.spi.restconf.ManagerSessions;
import org.openmfs.controller.spi.restconf.Pace;
import org.openmfs.controller.spi.restconf.PassedOver;
import org.openmfs.controller.spi.restconf.PeriodicReader;
import org.openmfs.controller.spi.restconf.ReportGate;
import org.openmfs.controller.spi.restconf.RestconfClient;

/** One APN-C: reads its connectivity services whenever it says something, and from time to time anyway. */
final class TapiSession implements ManagerSessions.Session {
    private static final String CONTEXT = "/data/tapi-common:context/tapi-connectivity:connectivity-context";
    private static final ServiceReading NOTHING = new ServiceReading(List.of(), List.of(), List.of());
    private static final Duration INSTALL_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration INSTALL_POLL = Duration.ofMillis(200);

    private final ManagerId id;
    private final OpticalNetworkReports reports;
    private final RestconfClient client;
    private final PassedOver passedOver;
    private final EventFollower follower;
    private final Map<ServiceId, Boolean> toldPaths = new ConcurrentHashMap<>();
    private final ReportGate gate = new ReportGate();
    private final PeriodicReader reader;

    TapiSession(ManagedNetwork manager, OpticalNetworkReports reports, InstantSource clock, Pace pace) {
        id = manager.id();
        this.reports = reports;
        client = new RestconfClient(
                id.value(), manager.addresses().getFirst(), manager.authority(), manager.credential());
        passedOver = new PassedOver(id.value());
        reader = new PeriodicReader(
                this::readAll,
                passedOver::text,
                now -> gate.pass(() -> reports.connectionChanged(id, now)),
                clock,
                pace);
        follower = new EventFollower(client, event -> reader.wake(), pace);
        reader.start();
    }

    private void readAll() throws SouthboundFailure {
        Set<ServiceId> gone = new HashSet<>(toldPaths.keySet());
        Map<UUID, ServiceId> known =
                gone.stream().collect(Collectors.toMap(ConnectivityService::uuidOf, service -> service));
        ServiceReading reading =
                client.read(CONTEXT, answer -> ServiceReading.ofContext(answer, known)).orElse(NOTHING);
        passedOver.in(client.address(), reading.passedOver());
        for (ConnectivityService entry : reading.ours()) {
            gone.remove(entry.service());
            tell(entry);
        }
        for (ServiceId service : gone) {
            // One of ours may be among what cannot be made out: then it is asked for by itself.
            boolean hidden =
                    !reading.unread().isEmpty() && find(service).isPresent();
            if (!hidden && Boolean.TRUE.equals(toldPaths.remove(service))) {
                report(service, false, "not there any more");
            }
        }
    }

    private void tell(ConnectivityService entry) {
        if (entry.installed()) {
            ServiceId service = entry.service();
            if (!Boolean.valueOf(entry.up()).equals(toldPaths.put(service, entry.up()))) {
                report(service, entry.up(), entry.up() ? "operational" : "not operational");
            }
        }
    }

    private void report(ServiceId service, boolean up, String text) {
        gate.pass(() -> reports.pathChanged(id, service, up, text));
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
        Map<UUID, ServiceId> known = Map.of(ConnectivityService.uuidOf(service), service);
        return client.read(entry(service), answer -> ServiceReading.ofEntry(answer, known)).stream()
                .flatMap(reading -> reading.ours().stream())
                .findFirst();
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
