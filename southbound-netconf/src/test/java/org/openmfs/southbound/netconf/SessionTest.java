package org.openmfs.southbound.netconf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Connection.State;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.Ground;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.RecordedDeviceReports;
import org.openmfs.controller.spi.RecordedDeviceReports.Report;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.fake.FakeAgent;
import org.openmfs.southbound.netconf.fake.Fault;
import org.openmfs.southbound.netconf.fake.Wire;

/** How sessions begin and end, and what is heard on them. */
@Timeout(120)
final class SessionTest {
    private static final String OTHER_KEY = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final RecordedDeviceReports reports = new RecordedDeviceReports();
    private final NetconfDevices plugin = Plugins.with(reports);
    private FakeAgent west = FakeAgent.without("west");

    @AfterEach
    void leave_nothing_behind() {
        plugin.close();
        west.close();
    }

    private void replaceWest(FakeAgent other) {
        west.close();
        west = other;
    }

    private void connect(Device device) {
        plugin.onboard(device);
        reports.awaitReadings(device.id(), 1);
    }

    private static Device with(Device device, String hostKey, Credential credential) {
        return new Device(device.id(), device.host(), device.port(), hostKey, credential, false);
    }

    @Test
    void the_first_key_exchange_offered_is_hybrid_post_quantum() {
        connect(west.settings());

        assertThat(west.keyExchanges()).containsExactly("mlkem768x25519-sha256");
    }

    @Test
    void a_key_exchange_that_was_changed_on_its_way_leads_to_no_login_and_the_next_one_does() {
        west.garbleKeyExchanges(true);

        plugin.onboard(west.settings());
        Connection failed =
                reports.awaitConnection(west.settings().id(), at -> at.reason().isPresent());

        assertThat(failed.reason()).contains(ReasonCode.DEVICE_UNREACHABLE);
        assertThat(west.logins()).hasValue(0);
        west.garbleKeyExchanges(false);
        reports.awaitReadings(west.settings().id(), 1);
    }

    @Test
    void a_device_with_another_host_key_is_not_tried_again_until_its_settings_change() {
        FakeAgent east = FakeAgent.without("east");
        try (Wire wire = new Wire(west.settings())) {
            Device right = wire.settings();
            Credential wrong = new Credential("admin", "wrong");

            plugin.onboard(with(right, OTHER_KEY, right.credential()));
            plugin.onboard(with(east.settings(), east.settings().hostKey(), wrong));
            reports.awaitConnection(right.id(), at -> at.state() == State.REFUSED);
            east.awaitLogins(3);

            assertThat(wire.connections()).isEqualTo(1);
            assertThat(west.logins()).hasValue(0);
            connect(right);
        } finally {
            east.close();
        }
    }

    @Test
    void a_device_that_refused_the_password_is_connected_once_it_accepts_it() {
        Device right = west.settings();
        west.refuseLogins(true);

        plugin.onboard(right);
        reports.awaitConnection(right.id(), at -> at.state() == State.REFUSED);
        west.refuseLogins(false);

        reports.awaitReadings(right.id(), 1);
        assertThat(reports.of(right.id(), Report.Connected.class))
                .extracting(report -> report.connection().state())
                .containsSubsequence(State.CONNECTING, State.REFUSED, State.CONNECTED);
    }

    @Test
    void a_device_that_is_gone_without_a_word_is_noticed() {
        try (Wire wire = new Wire(west.settings())) {
            connect(wire.settings());
            Instant cut = Instant.now();

            wire.cut();
            reports.await(west.settings().id(), "loss", all -> states(all).contains(ReasonCode.DEVICE_UNREACHABLE));

            assertThat(Duration.between(cut, Instant.now()))
                    .isLessThan(Plugins.QUICK.heartbeat().multipliedBy(6));
            reports.awaitReadings(west.settings().id(), 2);
        }
    }

    private static List<ReasonCode> states(List<Report> all) {
        return all.stream()
                .filter(Report.Connected.class::isInstance)
                .flatMap(report -> ((Report.Connected) report).connection().reason().stream())
                .toList();
    }

    @Test
    void a_device_that_takes_connections_and_says_nothing_keeps_none_of_them() {
        try (SilentServer silent = new SilentServer();
                NetconfDevices hasty = Plugins.with(reports, Duration.ofMillis(300))) {
            Device right = west.settings();

            hasty.onboard(
                    new Device(right.id(), "127.0.0.1", silent.port(), right.hostKey(), right.credential(), false));
            silent.awaitClosed(2);

            assertThat(reports.awaitConnection(right.id(), at -> at.reason().isPresent())
                            .reason())
                    .contains(ReasonCode.DEVICE_UNREACHABLE);
        }
    }

    @Test
    void a_device_that_does_not_say_hello_keeps_no_session() {
        west.stall();
        try (NetconfDevices hasty = Plugins.with(reports, Duration.ofSeconds(2))) {
            hasty.onboard(west.settings());

            reports.awaitConnection(west.settings().id(), at -> at.reason().isPresent());
            hasty.release(west.settings().id());

            west.awaitSessions(0);
        }
    }

    @Test
    void nothing_is_missed_between_reading_and_listening() {
        connect(west.settings());

        assertThat(west.requests()).containsExactly("create-subscription", "get");
    }

    @Test
    void a_device_that_takes_no_requests_beside_notifications_gets_two_sessions() throws SouthboundFailure {
        replaceWest(FakeAgent.without("west", "interleave"));
        connect(west.settings());
        assertThat(west.sessions()).isEqualTo(2);

        west.publish(new AssociationId("blue"), ReasonCode.STOCK_EMPTY, "empty");
        reports.await(west.settings().id(), "alarm", all -> all.getLast() instanceof Report.Alarm);

        assertThat(plugin.associations(west.settings().id())).isEmpty();
        plugin.release(west.settings().id());
        west.awaitSessions(0);
    }

    @Test
    void a_device_without_notifications_is_read_again_and_again() {
        replaceWest(FakeAgent.without("west", "notification"));

        connect(west.settings());

        reports.awaitReadings(west.settings().id(), 3);
        assertThat(west.requests()).doesNotContain("create-subscription");
    }

    @Test
    void what_a_vendor_adds_is_passed_over() {
        west.addVendorNodes("<v:extra><cf xmlns='urn:openmfs:yang:mfs-agent'>no</cf></v:extra><battery>7</battery>");

        connect(west.settings());

        Report.Capable report =
                reports.of(west.settings().id(), Report.Capable.class).getFirst();
        assertThat(report.capabilities().cf()).isEqualTo(new CfId("west"));
        assertThat(report.capabilities().methods().get(new MethodId("mirrors")).grounds())
                .containsExactly(new Ground("smoke"));
    }

    @Test
    void a_key_that_makes_no_sense_is_left_out_and_the_place_of_it_is_shown() {
        west.addVendorNodes("<key><id>not a key id</id><association>blue</association><state>active</state></key>");

        plugin.onboard(west.settings());

        assertThat(reports.awaitConnection(west.settings().id(), Connection::up).text())
                .contains("/agent/state/key/id")
                .contains("not a key id");
    }

    @Test
    void a_device_without_an_mfs_agent_is_refused() {
        west.fault("get", Fault.LIE);

        plugin.onboard(west.settings());

        assertThat(reports.awaitConnection(west.settings().id(), at -> at.state() == State.REFUSED)
                        .reason())
                .contains(ReasonCode.DEVICE_UNSUPPORTED);
    }

    @Test
    void a_notification_that_makes_no_sense_is_left_out_and_a_vendors_reasons_are_heard() {
        connect(west.settings());

        west.publish("<association-changed xmlns='urn:openmfs:yang:mfs-agent'><association>blue</association>"
                + "<phase>flying</phase></association-changed>");
        west.publish("<netconf-config-change xmlns='urn:ietf:params:xml:ns:yang:ietf-netconf-notifications'/>");
        west.publish("<association-changed xmlns='urn:openmfs:yang:mfs-agent'><association>blue</association>"
                + "<phase>secured</phase><reason><id>low-battery</id><text>12 %</text></reason>"
                + "<reason><id>vendor:High Tide</id><text>2 m</text></reason></association-changed>");
        reports.await(west.settings().id(), "change", all -> all.getLast() instanceof Report.AssociationChanged);

        AssociationStatus status = reports.of(west.settings().id(), Report.AssociationChanged.class)
                .getFirst()
                .status();
        assertThat(status.phase()).isEqualTo(AssociationStatus.Phase.SECURED);
        assertThat(status.reasons())
                .extracting(reason -> reason.code() + ": " + reason.text())
                .containsExactlyInAnyOrder("low-battery: 12 %", "device-unsupported: vendor:High Tide 2 m");
    }

    @Test
    void an_answer_that_is_overdue_ends_the_session_and_the_next_one_begins() {
        connect(west.settings());
        west.fault("get-config", Fault.STALL);

        SouthboundFailure failure = catchThrowableOfType(
                SouthboundFailure.class,
                () -> plugin.associations(west.settings().id()));

        assertThat(failure.code()).isEqualTo(ReasonCode.TIMED_OUT);
        assertThat(failure).hasMessage("no answer to get-config within 1 s");
        reports.awaitReadings(west.settings().id(), 2);
    }

    @Test
    void nothing_is_left_open_when_the_plugin_closes() {
        connect(west.settings());

        plugin.close();

        west.awaitSessions(0);
    }
}
