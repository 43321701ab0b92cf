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
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.spi.QkdNetworkPlugin.KeyLink;
import org.openmfs.controller.spi.QkdNetworkReports;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.qkdn.QkdNetworks;
import org.openmfs.testbed.OutsideWorld;
import org.openmfs.testbed.TestbedException;

final class QkdNetworksTest implements QkdNetworkReports {
    private static final ManagerId QKDN = new ManagerId("qkdn");
    private static final ServiceId BLUE = new ServiceId("blue");

    private final Heard<Connection> connections = new Heard<>();
    private final Heard<QkdTopology> topologies = new Heard<>();
    private final Heard<ReasonCode> troubles = new Heard<>();
    private OutsideWorld world;
    private QkdNetworks plugin;

    @BeforeEach
    void start() throws TestbedException, IOException {
        world = new OutsideWorld(OutsideWorld.shipped("three-nodes"));
        plugin = new QkdNetworks(this, InstantSource.system());
    }

    @AfterEach
    void stop() {
        plugin.close();
        world.close();
    }

    @Test
    void F3a_F5_topology_and_rates_are_read_from_the_nodes() throws Exception {
        plugin.connect(manager(credential()));
        connections.await("connected", Connection::up);
        QkdTopology topology =
                topologies.await("two links", known -> known.links().size() == 2);
        assertThat(topology.nodes()).containsExactlyInAnyOrder(node("A"), node("B"), node("C"));
        assertThat(topology.links()).allMatch(link -> link.trouble().isEmpty() && link.rate() > 1000);
    }

    @Test
    void I9_T_c3_a_key_link_over_a_trusted_node_delivers_keys_and_is_gone_when_taken_down() throws Exception {
        connected();
        plugin.setUp(QKDN, keyLink());
        plugin.setUp(QKDN, keyLink());
        assertThat(world.sae("cf-a").get("urn:mfs:cf:cf-c", "status").status()).isEqualTo(200);
        plugin.takeDown(QKDN, BLUE);
        plugin.takeDown(QKDN, BLUE);
        assertThat(world.sae("cf-a").get("urn:mfs:cf:cf-c", "status").status()).isNotEqualTo(200);
    }

    @Test
    void when_a_link_goes_down_the_notification_arrives_and_the_topology_names_the_link() throws Exception {
        connected();
        world.qkdControl().linkDown("A-B", "fibre cut");
        assertThat(troubles.await("link down", ReasonCode.LINK_DOWN::equals)).isEqualTo(ReasonCode.LINK_DOWN);
        topologies.await("a link in trouble", this::trouble);
        world.qkdControl().linkUp("A-B");
        topologies.await("no link in trouble", known -> !trouble(known));
    }

    @Test
    void a_wrong_password_is_told_apart_from_a_network_that_is_away() throws Exception {
        plugin.connect(manager(new Credential("someone", "else")));
        Connection refused =
                connections.await("a reason", connection -> connection.reason().isPresent());
        assertThat(refused.reason()).contains(ReasonCode.CREDENTIAL_REFUSED);
    }

    @Test
    void a_key_link_through_a_node_that_nobody_knows_fails_and_leaves_nothing() throws Exception {
        connected();
        KeyLink lost = new KeyLink(BLUE, "urn:mfs:cf:cf-a", "urn:mfs:cf:cf-c", List.of(node("A"), new UUID(9, 9)), 5);
        assertThatThrownBy(() -> plugin.setUp(QKDN, lost)).isInstanceOf(SouthboundFailure.class);
        assertThat(world.sae("cf-a").get("urn:mfs:cf:cf-c", "status").status()).isNotEqualTo(200);
    }

    private void connected() throws IOException, InterruptedException {
        plugin.connect(manager(credential()));
        connections.await("connected", Connection::up);
        topologies.await("two links", known -> known.links().size() == 2);
    }

    private boolean trouble(QkdTopology topology) {
        return topology.links().stream().anyMatch(link -> link.trouble().equals(Optional.of(ReasonCode.LINK_DOWN)));
    }

    private KeyLink keyLink() {
        return new KeyLink(BLUE, "urn:mfs:cf:cf-a", "urn:mfs:cf:cf-c", List.of(node("A"), node("B"), node("C")), 5);
    }

    private UUID node(String name) {
        return UUID.fromString(world.node(name).get("id").getAsString());
    }

    private ManagedNetwork manager(Credential credential) throws IOException {
        String authority =
                Files.readString(Path.of(world.json().get("ca-certificate").getAsString()));
        List<URI> addresses = List.of("A", "B", "C").stream()
                .map(name -> URI.create(world.node(name).get("restconf").getAsString()))
                .toList();
        return new ManagedNetwork(
                QKDN, ManagedNetwork.Kind.QKDN_015, addresses, Optional.of(authority), Optional.of(credential));
    }

    private Credential credential() throws IOException {
        JsonObject qkd = world.json().getAsJsonObject("qkd");
        var file = org.openmfs.testbed.web.Credential.read(
                Path.of(qkd.get("restconf-credential").getAsString()));
        return new Credential(file.username(), file.password());
    }

    @Override
    public void connectionChanged(ManagerId manager, Connection connection) {
        connections.add(connection);
    }

    @Override
    public void topology(ManagerId manager, QkdTopology topology) {
        topologies.add(topology);
    }

    @Override
    public void linkTrouble(ManagerId manager, UUID link, ReasonCode reason, String text) {
        troubles.add(reason);
    }
}
