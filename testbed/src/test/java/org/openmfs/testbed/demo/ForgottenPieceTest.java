package org.openmfs.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.netconf.client.NetconfClientFactoryImpl;
import org.opendaylight.netconf.common.di.DefaultNetconfTimer;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyLife;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.RecordedDeviceReports;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.RestconfClient;
import org.openmfs.southbound.netconf.NetconfDevices;

/** Something of a service in use is taken away past the controller: it is put back soon, with one reason meanwhile. */
@Timeout(240)
final class ForgottenPieceTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final String NODE = "/data/etsi-qkd-sdn-node:qkd_node";
    private static final String CONNECTIVITY =
            "/data/tapi-common:context/tapi-connectivity:connectivity-context/connectivity-service=";

    @TempDir
    private static Path folder;

    private static RunningSystem system;

    /** Something that another client does. */
    private interface Mischief {
        void happen() throws IOException, SouthboundFailure, InterruptedException;
    }

    @BeforeAll
    static void a_service_in_use() throws Exception {
        system = new RunningSystem(folder);
    }

    @AfterAll
    static void end() throws Exception {
        system.close();
    }

    private static UUID id(String kind) {
        return UUID.nameUUIDFromBytes(("openmfs/" + kind + "/blue/1").getBytes(StandardCharsets.UTF_8));
    }

    private static RestconfClient node(String name) throws IOException {
        return system.outside.client(
                "qkd", system.outside.qkdNode(name).get("restconf").getAsString());
    }

    private static boolean holds(RestconfClient client, String path, String text) throws IOException {
        try {
            return client.get(path).orElse("").contains(text);
        } catch (SouthboundFailure away) {
            throw new IOException(away);
        }
    }

    /** Does it, and waits until it is undone and a key was replaced since. */
    private static ServiceWatch after(Mischief mischief, Checks.Condition undone) throws Exception {
        system.await(
                "blue is active with a full stock", LIMIT, () -> system.isActive() && system.stock() == Requests.STOCK);
        try (ServiceWatch watch = new ServiceWatch(system.controller, "blue", system.controllerLog())) {
            mischief.happen();
            system.await("put back", LIMIT, () -> undone.holds() && system.isActive());
            long before = system.rekeys();
            system.await("a key is replaced", LIMIT, () -> system.rekeys() > before);
            Thread.sleep(Duration.ofSeconds(1));
            assertThat(system.isActive()).as(system.state()).isTrue();
            return watch;
        }
    }

    /** What is missing is told alone, and then what is on its way; a KME may say so for a moment more. */
    private static void assertOneAtATime(ServiceWatch watch, String reason) throws IOException {
        assertThat(watch.reasons())
                .startsWith(List.of(reason))
                .isSubsetOf(List.of(List.of(reason), List.of("light-path-pending"), List.of("method-failed")));
    }

    @Test
    void an_application_that_is_deleted_at_a_node_is_written_again() throws Exception {
        RestconfClient end = node("C");
        ServiceWatch watch = after(
                () -> end.delete(NODE + "/qkd_applications/qkd_app=" + id("application")),
                () -> holds(end, NODE, id("application").toString()));

        assertOneAtATime(watch, "key-link-missing");
        assertThat(watch.changes()).extracting(ServiceWatch.Sight::phase).containsExactly("degraded", "active");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "B", "C"})
    void a_node_that_forgot_all_entries_gets_them_again(String name) throws Exception {
        RestconfClient node = node(name);
        ServiceWatch watch = after(
                () -> {
                    if (!name.equals("B")) {
                        node.delete(NODE + "/qkd_applications/qkd_app=" + id("application"));
                    }
                    node.delete(NODE + "/qkd_links/qkd_link=" + id("link"));
                },
                () -> holds(node, NODE, id("link").toString()));

        assertOneAtATime(watch, "key-link-missing");
    }

    @Test
    void an_optical_path_that_is_deleted_is_created_again() throws Exception {
        RestconfClient apn = system.outside.client("apn", system.outside.apnRoot());
        ServiceWatch watch = after(
                () -> apn.delete(CONNECTIVITY + id("optical")),
                () -> holds(apn, CONNECTIVITY + id("optical"), "INSTALLED"));

        assertOneAtATime(watch, "light-path-missing");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void an_association_that_another_netconf_client_deletes_is_written_again(int which) throws Exception {
        try (Intruder other = new Intruder(system.agents.sites().get(which), new RecordedDeviceReports())) {
            Set<AssociationId> association = other.associations();
            ServiceWatch watch = after(() -> other.configure(List.of(), association), () -> other.holds(association));

            assertThat(watch.reasons())
                    .contains(List.of("association-missing"))
                    .allSatisfy(together -> assertThat(together).hasSize(1).doesNotContain("key-expired"));
        }
    }

    @Test
    void what_another_netconf_client_configures_otherwise_is_put_back() throws Exception {
        RecordedDeviceReports reports = new RecordedDeviceReports();
        try (Intruder intruder = new Intruder(system.agents.sites().getFirst(), reports)) {
            AssociationConfiguration given = intruder.configurations().getLast().getFirst();
            KeyLife life = given.keyLife();
            AssociationConfiguration other = new AssociationConfiguration(
                    given.id(),
                    given.peer(),
                    given.initiator(),
                    given.encDec(),
                    given.suites(),
                    given.floor(),
                    new KeyLife(
                            life.rekeyInterval(),
                            life.rekeyVolume() / 2,
                            life.maximumAge(),
                            life.stockTarget(),
                            life.whenKeysEnd(),
                            life.whenNotProved()));
            int before = intruder.configurations().size();

            after(() -> intruder.configure(List.of(other), Set.of()), () -> {
                List<List<AssociationConfiguration>> told = intruder.configurations();
                return told.size() > before && told.getLast().equals(List.of(given));
            });
        }
    }

    /** Another NETCONF client of a device. */
    private static final class Intruder implements AutoCloseable {
        private final DefaultNetconfTimer timer = new DefaultNetconfTimer();
        private final NetconfClientFactoryImpl clients = new NetconfClientFactoryImpl(timer);
        private final RecordedDeviceReports reports;
        private final DeviceId device;
        private final NetconfDevices plugin;

        Intruder(Site site, RecordedDeviceReports reports) throws Exception {
            this.reports = reports;
            device = new DeviceId(site.device());
            plugin = new NetconfDevices(clients, reports);
            plugin.onboard(new Device(
                    device,
                    site.host(),
                    site.ports().netconf(),
                    system.agents.hostKey(site),
                    new Credential("mfs", site.password()),
                    false));
            reports.awaitReadings(device, 1);
        }

        List<List<AssociationConfiguration>> configurations() {
            return reports.of(device, RecordedDeviceReports.Report.Configurations.class).stream()
                    .map(RecordedDeviceReports.Report.Configurations::all)
                    .toList();
        }

        Set<AssociationId> associations() throws SouthboundFailure {
            return plugin.associations(device);
        }

        void configure(List<AssociationConfiguration> put, Set<AssociationId> remove) throws SouthboundFailure {
            plugin.configure(List.of(new DeviceChange(device, put, remove)));
        }

        boolean holds(Set<AssociationId> all) throws IOException {
            try {
                return associations().containsAll(all);
            } catch (SouthboundFailure away) {
                throw new IOException(away);
            }
        }

        @Override
        public void close() {
            plugin.close();
            clients.close();
            timer.close();
        }
    }
}
