package org.openmfs.southbound.netconf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Connection.State;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.DeviceReports;
import org.openmfs.controller.spi.RecordedDeviceReports;
import org.openmfs.controller.spi.RecordedDeviceReports.Report;
import org.openmfs.southbound.netconf.fake.FakeAgent;

/** What a device says wrong harms what it is said of, is told by name, and ends nothing. */
@Timeout(120)
final class DeviceFaultsTest {
    private static final AssociationId BLUE = new AssociationId("blue");
    private static final AssociationId GREEN = new AssociationId("green");
    private static final String STATE = """
            <state><cf>west</cf><peer-host>127.0.0.1</peer-host><peer-port>7000</peer-port>
              <method><id>ml-kem-1024</id><ground>structured-lattice</ground>
                <category>5</category></method>
              <enc-dec><name>macsec0</name><kind>macsec</kind></enc-dec>%s</state>""";

    private final RecordedDeviceReports reports = new RecordedDeviceReports();
    private final NetconfDevices plugin = Plugins.with(reports);
    private final FakeAgent west = FakeAgent.without("west");
    private final Device device = west.settings();

    @AfterEach
    void leave_nothing_behind() {
        plugin.close();
        west.close();
    }

    private static String agent(String associations, String inState) {
        return "<agent xmlns='urn:openmfs:yang:mfs-agent'>" + associations + STATE.formatted(inState) + "</agent>";
    }

    private static String association(String id, String state) {
        return "<association><id>" + id + "</id><state>" + state + "</state></association>";
    }

    private Connection connected(String agent) {
        west.answersGet(agent);
        plugin.onboard(device);
        return reports.awaitConnection(device.id(), Connection::up);
    }

    private List<AssociationStatus> associations() {
        reports.awaitReadings(device.id(), 1);
        return reports.of(device.id(), Report.Associations.class).getLast().all();
    }

    @Test
    void a_wrong_entry_harms_its_association_alone() {
        Connection told = connected(agent(
                association("blue", "<phase>flying</phase><stock>3</stock>")
                        + association("green", "<phase>secured</phase><stock>2</stock>"),
                ""));

        assertThat(told.text()).contains("association blue").contains("phase").contains("flying");
        assertThat(associations()).extracting(AssociationStatus::id).containsExactly(BLUE, GREEN);
        assertThat(associations().getFirst().reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.code()).isEqualTo(ReasonCode.DEVICE_UNSUPPORTED))
                .satisfies(reason -> assertThat(reason.text()).contains("phase").contains("flying"));
        assertThat(associations().getLast().reasons()).isEmpty();
    }

    @Test
    void a_wrong_entry_is_read_again_until_it_is_right() {
        connected(agent(association("blue", "<phase>secured</phase><stock>1e999</stock>"), ""));
        west.answersGet(agent(association("blue", "<phase>secured</phase><stock>7</stock>"), ""));

        Connection told =
                reports.awaitConnection(device.id(), at -> at.up() && at.text().isEmpty());
        assertThat(told.reason()).isEmpty();
        reports.await(
                device.id(), "the right stock", all -> associations().getFirst().stock() == 7);
    }

    @Test
    void a_wrong_method_or_key_or_name_is_left_out_and_named() {
        Connection told = connected(agent(
                association("not a name", "<phase>idle</phase>"),
                "<method><id>hqc</id><ground/></method><key><id>no key id</id></key>"));

        assertThat(told.text())
                .contains("association")
                .contains("not a name")
                .contains("method hqc")
                .contains("ground")
                .contains("key");
        assertThat(associations()).isEmpty();
        assertThat(reports.of(device.id(), Report.Capable.class)
                        .getLast()
                        .capabilities()
                        .methods())
                .hasSize(1);
    }

    @Test
    void a_wrong_port_of_the_device_itself_is_refused_and_read_again() {
        west.answersGet(agent("", "").replace("7000", "70000"));
        plugin.onboard(device);

        assertThat(reports.awaitConnection(device.id(), at -> at.state() == State.REFUSED)
                        .text())
                .contains("peer-port")
                .contains("70000");
        west.answersGet(agent("", ""));
        reports.awaitConnection(device.id(), Connection::up);
    }

    @Test
    void a_listener_that_fails_hears_of_what_comes_next() {
        AtomicBoolean failed = new AtomicBoolean();
        NetconfDevices failing = Plugins.with(new FailingReports(reports, failed));
        try {
            failing.onboard(device);
            reports.awaitReadings(device.id(), 1);

            west.publish(BLUE, ReasonCode.STOCK_EMPTY, "fail");
            west.publish(BLUE, ReasonCode.STOCK_EMPTY, "two");

            reports.await(
                    device.id(),
                    "the next alarm",
                    all -> all.getLast() instanceof Report.Alarm alarm
                            && alarm.text().equals("two"));
            assertThat(failed).isTrue();
            assertThat(reports.of(device.id(), Report.Connected.class))
                    .extracting(report -> report.connection().state())
                    .containsExactly(State.CONNECTING, State.CONNECTED);
        } finally {
            failing.close();
        }
    }

    @Test
    void a_device_of_which_a_notification_was_lost_by_a_fault_of_ours_is_read() {
        AtomicBoolean failed = new AtomicBoolean();
        NetconfDevices failing = Plugins.with(new FailingReports(reports, failed));
        try {
            west.answersGet(agent(association("blue", "<phase>secured</phase>"), ""));
            failing.onboard(device);
            reports.awaitReadings(device.id(), 1);

            west.answersGet(agent(association("blue", "<phase>blocked</phase>"), ""));
            west.publish(BLUE, ReasonCode.STOCK_EMPTY, "fail");

            reports.await(
                    device.id(),
                    "what the device says now",
                    all -> associations().getFirst().phase() == AssociationStatus.Phase.BLOCKED);
            assertThat(failed).isTrue();
        } finally {
            failing.close();
        }
    }

    @Test
    void a_notification_that_makes_no_sense_makes_the_device_be_read() {
        connected(agent(association("blue", "<phase>secured</phase>"), ""));

        west.answersGet(agent(association("blue", "<phase>blocked</phase>"), ""));
        west.publish("<association-changed xmlns='urn:openmfs:yang:mfs-agent'><association>blue</association>"
                + "<phase>flying</phase></association-changed>");

        reports.await(
                device.id(),
                "what the device says now",
                all -> associations().getFirst().phase() == AssociationStatus.Phase.BLOCKED);
    }

    private String refusal(Device settings) {
        Instant began = Instant.now();
        plugin.onboard(settings);
        String text = reports.awaitConnection(settings.id(), at -> at.reason().isPresent())
                .text();
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(3));
        assertThat(text).doesNotEndWith(": ").doesNotEndWith(":").doesNotContain("null", "Exception");
        return text;
    }

    private Device with(int port, Credential credential) {
        return new Device(device.id(), device.host(), port, device.hostKey(), credential, false);
    }

    @Test
    void a_server_of_ssh_without_netconf_is_told_as_that() {
        west.offersNetconf(false);

        assertThat(refusal(device)).contains("NETCONF").contains("127.0.0.1 port " + device.port());
    }

    @Test
    void a_port_that_is_closed_at_once_is_told_as_that() throws IOException {
        try (ServerSocket closing = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> closeEach(closing));

            assertThat(refusal(with(closing.getLocalPort(), device.credential())))
                    .contains("127.0.0.1 port " + closing.getLocalPort())
                    .contains("closed");
        }
    }

    private static void closeEach(ServerSocket closing) {
        try {
            while (true) {
                try (Socket taken = closing.accept()) {
                    taken.setSoLinger(true, 0);
                }
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    @Test
    void a_port_where_nobody_listens_is_told_as_that() throws IOException {
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = bound.getLocalPort();

            assertThat(refusal(with(port, device.credential())))
                    .isEqualTo("no session with 127.0.0.1 port " + port + ": connection refused: nobody listens there");
        }
    }

    @Test
    void a_refused_password_is_told_with_the_user() {
        assertThat(refusal(with(device.port(), new Credential("admin", "wrong"))))
                .contains("user admin")
                .contains("password");
    }

    @Test
    void a_password_that_is_not_set_is_told_as_that() {
        assertThat(refusal(with(device.port(), new Credential("admin", ""))))
                .contains("user admin")
                .contains("no password is set");
    }

    @Test
    void another_host_key_is_told_with_both_fingerprints() {
        String other = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

        assertThat(refusal(new Device(device.id(), device.host(), device.port(), other, device.credential(), false)))
                .contains(other)
                .contains(device.hostKey());
    }

    @Test
    void a_document_type_is_refused_and_the_device_is_read_again() {
        connected(agent("", ""));
        west.publishRaw("<!DOCTYPE a [<!ENTITY b 'bb'>]><notification xmlns='urn:ietf:params:xml:ns:netconf:"
                + "notification:1.0'><eventTime>2026-11-23T10:00:00Z</eventTime></notification>");

        reports.awaitReadings(device.id(), 2);
    }

    @Test
    void depth_ends_nothing() {
        connected(agent("", ""));
        west.publish("<association-changed xmlns='urn:openmfs:yang:mfs-agent'><association>" + "<a>".repeat(100_000)
                + "</a>".repeat(100_000) + "</association></association-changed>");

        reports.awaitReadings(device.id(), 2);
    }

    /** Fails where it is told to, after it has noted that. */
    private record FailingReports(RecordedDeviceReports behind, AtomicBoolean failed) implements DeviceReports {
        @Override
        public void connectionChanged(DeviceId at, Connection connection) {
            behind.connectionChanged(at, connection);
        }

        @Override
        public void capabilities(DeviceId at, Capabilities capabilities) {
            behind.capabilities(at, capabilities);
        }

        @Override
        public void configurations(DeviceId id, List<AssociationConfiguration> all) {
            behind.configurations(id, all);
        }

        @Override
        public void associations(DeviceId at, List<AssociationStatus> all) {
            behind.associations(at, all);
        }

        @Override
        public void keys(DeviceId at, List<KeyInformation> all) {
            behind.keys(at, all);
        }

        @Override
        public void associationChanged(DeviceId at, AssociationStatus status) {
            behind.associationChanged(at, status);
        }

        @Override
        public void keyChanged(DeviceId at, KeyInformation key) {
            behind.keyChanged(at, key);
        }

        @Override
        public void alarm(DeviceId at, AssociationId association, ReasonCode reason, String text) {
            if (text.equals("fail")) {
                failed.set(true);
                throw new StackOverflowError();
            }
            behind.alarm(at, association, reason, text);
        }
    }
}
