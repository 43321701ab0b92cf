package org.openmfs.testbed.south;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.spi.OpticalNetworkPlugin.OpticalPath;
import org.openmfs.controller.spi.OpticalNetworkReports;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.apn.tapi.OpticalNetworks;
import org.openmfs.testbed.OutsideWorld;
import org.openmfs.testbed.TestbedException;

final class OpticalNetworksTest implements OpticalNetworkReports {
    private static final ManagerId APN = new ManagerId("apn");
    private static final ServiceId BLUE = new ServiceId("blue");

    private final Heard<Connection> connections = new Heard<>();
    private final Heard<Boolean> states = new Heard<>();
    private OutsideWorld world;
    private OpticalNetworks plugin;

    @BeforeEach
    void start() throws TestbedException, IOException, InterruptedException {
        world = new OutsideWorld(OutsideWorld.shipped("three-nodes"));
        plugin = new OpticalNetworks(this, InstantSource.system());
        plugin.connect(manager());
        connections.await("connected", Connection::up);
    }

    @AfterEach
    void stop() {
        plugin.close();
        world.close();
    }

    @Test
    void I9_a_path_is_set_up_reports_its_state_and_is_gone_when_taken_down() throws Exception {
        plugin.setUp(APN, path());
        plugin.setUp(APN, path());
        assertThat(services()).hasSize(1);
        assertThat(states.await("up", up -> up)).isTrue();
        world.apnControl().setPath(services().getFirst(), false);
        assertThat(states.await("down", up -> !up)).isFalse();
        plugin.takeDown(APN, BLUE);
        plugin.takeDown(APN, BLUE);
        assertThat(services()).isEmpty();
    }

    @Test
    void a_path_between_ports_that_are_not_there_is_refused_and_leaves_nothing() {
        OpticalPath lost = new OpticalPath(BLUE, new UUID(1, 1), new UUID(2, 2), 100);
        assertThatThrownBy(() -> plugin.setUp(APN, lost))
                .isInstanceOf(SouthboundFailure.class)
                .hasMessageContaining("400");
        assertThat(services()).isEmpty();
    }

    private OpticalPath path() {
        return new OpticalPath(BLUE, UUID.fromString(world.sip("apn-t-a")), UUID.fromString(world.sip("apn-t-c")), 100);
    }

    private List<UUID> services() {
        JsonObject context = world.apn()
                .get("tapi-common:context/tapi-connectivity:connectivity-context")
                .getAsJsonObject("tapi-connectivity:connectivity-context");
        return context == null || !context.has("connectivity-service")
                ? List.of()
                : context.getAsJsonArray("connectivity-service").asList().stream()
                        .map(entry -> UUID.fromString(
                                entry.getAsJsonObject().get("uuid").getAsString()))
                        .toList();
    }

    private ManagedNetwork manager() throws IOException {
        JsonObject apn = world.json().getAsJsonObject("apn");
        var file = org.openmfs.testbed.web.Credential.read(
                Path.of(apn.get("restconf-credential").getAsString()));
        return new ManagedNetwork(
                APN,
                ManagedNetwork.Kind.APN_TAPI,
                List.of(URI.create(apn.get("restconf").getAsString())),
                Optional.of(Files.readString(
                        Path.of(world.json().get("ca-certificate").getAsString()))),
                Optional.of(new Credential(file.username(), file.password())));
    }

    @Override
    public void connectionChanged(ManagerId manager, Connection connection) {
        connections.add(connection);
    }

    @Override
    public void pathChanged(ManagerId manager, ServiceId service, boolean up, String text) {
        states.add(up);
    }
}
