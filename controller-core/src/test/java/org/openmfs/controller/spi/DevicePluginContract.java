package org.openmfs.controller.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.Connection.State;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.Floor;
import org.openmfs.controller.model.Ground;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.KeyLife;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Suite;
import org.openmfs.controller.spi.RecordedDeviceReports.Report;

/** What every device plugin does, whatever devices it speaks to. */
@Timeout(120)
public abstract class DevicePluginContract {
    protected static final AssociationId BLUE = new AssociationId("blue");
    protected static final AssociationId GREEN = new AssociationId("green/1");
    private static final String OTHER_KEY = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    protected final RecordedDeviceReports reports = new RecordedDeviceReports();
    protected DevicePlugin plugin;
    protected DeviceSite west;
    protected DeviceSite east;

    /** A plugin that reports here; closed after the test if it can be. */
    protected abstract DevicePlugin plugin(DeviceReports to);

    /** A device of this id whose CF has the same name. */
    protected abstract DeviceSite site(String id);

    @BeforeEach
    final void two_devices_and_a_plugin() {
        west = site("west");
        east = site("east");
        plugin = plugin(reports);
    }

    @AfterEach
    final void leave_nothing_behind() throws Exception {
        if (plugin instanceof AutoCloseable closeable) {
            closeable.close();
        }
        west.close();
        east.close();
    }

    protected final DeviceId id(DeviceSite site) {
        return site.settings().id();
    }

    protected final void connect(DeviceSite... sites) {
        for (DeviceSite site : sites) {
            plugin.onboard(site.settings());
        }
        for (DeviceSite site : sites) {
            reports.awaitReadings(id(site), 1);
        }
    }

    protected final DeviceChange put(DeviceSite at, DeviceSite peer, AssociationId association) {
        return new DeviceChange(id(at), List.of(association(peer, association, Duration.ofSeconds(10))), Set.of());
    }

    protected final DeviceChange remove(DeviceSite at, AssociationId association) {
        return new DeviceChange(id(at), List.of(), Set.of(association));
    }

    protected final AssociationConfiguration association(DeviceSite peer, AssociationId id, Duration interval) {
        Suite first = Suite.of(List.of(new MethodId("ml-kem-1024"), new MethodId("qkd-014")));
        Suite second = Suite.of(List.of(new MethodId("ml-kem-1024"), new MethodId("psk-hmac")));
        CfId cf = new CfId(id(peer).value());
        return new AssociationConfiguration(
                id,
                new AssociationConfiguration.Peer(cf, "127.0.0.1", 7000, Optional.of("sae-" + cf)),
                true,
                new EncDecName("macsec0"),
                List.of(first, second),
                new Floor(2, 2, Set.of(Ground.QUANTUM_CHANNEL)),
                new KeyLife(interval, 1L << 30, Duration.ofMinutes(1), 4, KeyLife.WhenKeysEnd.STOP_TRAFFIC));
    }

    protected final SouthboundFailure failure(List<DeviceChange> changes) {
        return catchThrowableOfType(SouthboundFailure.class, () -> plugin.configure(changes));
    }

    @Test
    void an_onboarded_device_is_connected_and_read() {
        connect(west);

        assertThat(reports.awaitConnection(id(west), at -> at.state() == State.CONNECTED)
                        .up())
                .isTrue();
        assertThat(reports.of(id(west), Report.Capable.class)).singleElement().satisfies(report -> {
            assertThat(report.capabilities().cf()).isEqualTo(new CfId("west"));
            assertThat(report.capabilities().methods()).containsKey(new MethodId("ml-kem-1024"));
            assertThat(report.capabilities().encDecs()).containsEntry(new EncDecName("macsec0"), "macsec-simulated");
        });
        assertThat(reports.of(id(west), Report.Associations.class)).hasSize(1);
    }

    @Test
    void what_a_device_is_configured_with_is_told_whole_after_each_connect() throws SouthboundFailure {
        connect(west, east);
        assertThat(reports.of(id(west), Report.Configurations.class).getLast().all())
                .isEmpty();
        DeviceChange change = put(west, east, BLUE);
        plugin.configure(List.of(change, put(east, west, BLUE)));
        plugin.release(id(west));
        int readings = reports.of(id(west), Report.Keys.class).size();
        plugin.onboard(west.settings());
        reports.awaitReadings(id(west), readings + 1);

        assertThat(reports.of(id(west), Report.Configurations.class).getLast().all())
                .containsExactlyElementsOf(change.put());
        assertThat(reports.of(id(west)).stream().<Class<?>>map(Report::getClass))
                .containsSubsequence(Report.Configurations.class, Report.Associations.class, Report.Capable.class);
    }

    @Test
    void a_device_tells_its_associations_before_its_capabilities_so_that_no_plan_is_made_without_them() {
        connect(west);

        assertThat(reports.of(id(west)).stream().<Class<?>>map(Report::getClass))
                .containsSubsequence(Report.Associations.class, Report.Capable.class);
    }

    @Test
    void the_same_settings_again_change_nothing() {
        connect(west);
        List<Report> before = reports.of(id(west));

        plugin.onboard(west.settings());
        connect(east);

        assertThat(reports.of(id(west))).isEqualTo(before);
    }

    @Test
    void a_locked_device_is_left_alone() {
        Device open = west.settings();

        plugin.onboard(new Device(open.id(), open.host(), open.port(), open.hostKey(), open.credential(), true));

        reports.awaitConnection(id(west), at -> at.state() == State.DISABLED);
        connect(east);
        assertThat(reports.of(id(west))).hasSize(1);
        west.logins().ifPresent(tried -> assertThat(tried).isZero());
    }

    @Test
    void a_device_with_another_host_key_is_refused_and_gets_no_password() {
        Device right = west.settings();

        plugin.onboard(new Device(right.id(), right.host(), right.port(), OTHER_KEY, right.credential(), false));

        assertThat(reports.awaitConnection(id(west), at -> at.state() == State.REFUSED)
                        .reason())
                .contains(ReasonCode.HOST_KEY_MISMATCH);
        west.logins().ifPresent(tried -> assertThat(tried).isZero());
        assertThat(failure(List.of(put(west, east, BLUE))).code()).isEqualTo(ReasonCode.HOST_KEY_MISMATCH);

        connect(west);
        assertThat(reports.of(id(west), Report.Capable.class)).hasSize(1);
    }

    @Test
    void a_device_that_refuses_the_password_is_reported_so() {
        Device right = west.settings();
        Credential wrong = new Credential(right.credential().user(), "not the password");

        plugin.onboard(new Device(right.id(), right.host(), right.port(), right.hostKey(), wrong, false));

        assertThat(reports.awaitConnection(id(west), at -> at.state() == State.REFUSED))
                .satisfies(at -> assertThat(at.reason()).contains(ReasonCode.CREDENTIAL_REFUSED))
                .satisfies(at -> assertThat(at.text()).doesNotContain("not the password"));
    }

    @Test
    void both_ends_get_their_association() throws SouthboundFailure {
        connect(west, east);

        plugin.configure(List.of(put(west, east, BLUE), put(east, west, BLUE)));

        assertThat(west.associations()).containsExactly(BLUE);
        assertThat(east.associations()).containsExactly(BLUE);
        assertThat(west.peers()).containsExactly(new CfId("east"));
        assertThat(plugin.associations(id(west))).containsExactly(BLUE);
    }

    @Test
    void a_change_that_is_there_already_is_not_made_again() throws SouthboundFailure {
        connect(west, east);
        List<DeviceChange> change = List.of(put(west, east, BLUE), put(east, west, BLUE));
        plugin.configure(change);
        int before = west.changes();

        plugin.configure(change);
        plugin.configure(List.of(remove(west, GREEN)));

        assertThat(west.changes()).isEqualTo(before);
    }

    @Test
    void an_association_is_replaced_as_a_whole() throws SouthboundFailure {
        connect(west, east);
        plugin.configure(List.of(put(west, east, BLUE)));
        int before = west.changes();

        plugin.configure(List.of(
                new DeviceChange(id(west), List.of(association(east, BLUE, Duration.ofSeconds(20))), Set.of())));

        assertThat(west.changes()).isGreaterThan(before);
        assertThat(west.associations()).containsExactly(BLUE);
    }

    @Test
    void a_peer_goes_with_its_last_association() throws SouthboundFailure {
        connect(west, east);
        plugin.configure(List.of(put(west, east, BLUE)));
        plugin.configure(List.of(put(west, east, GREEN)));

        plugin.configure(List.of(remove(west, BLUE)));
        assertThat(west.peers()).containsExactly(new CfId("east"));

        plugin.configure(List.of(remove(west, GREEN)));
        assertThat(west.peers()).isEmpty();
        assertThat(west.associations()).isEmpty();
    }

    @Test
    void where_the_second_end_refuses_the_first_stays_as_it_was() throws SouthboundFailure {
        connect(west, east);
        plugin.configure(List.of(put(west, east, GREEN)));
        east.refuseChanges(true);

        SouthboundFailure failure = failure(List.of(put(west, east, BLUE), put(east, west, BLUE)));

        assertThat(failure.code()).isEqualTo(ReasonCode.DEVICE_REFUSED);
        assertThat(failure.subject()).isEqualTo("east");
        assertThat(west.associations()).containsExactly(GREEN);
        assertThat(east.associations()).isEmpty();

        east.refuseChanges(false);
        plugin.configure(List.of(put(west, east, BLUE), put(east, west, BLUE)));
        assertThat(east.associations()).containsExactly(BLUE);
    }

    @Test
    void without_a_session_to_one_end_the_other_stays_as_it_was() {
        connect(west, east);
        east.goDown();
        reports.awaitConnection(id(east), at -> at.state() == State.CONNECTING);

        SouthboundFailure failure = failure(List.of(put(west, east, BLUE), put(east, west, BLUE)));

        assertThat(failure.code()).isEqualTo(ReasonCode.DEVICE_UNREACHABLE);
        assertThat(failure.subject()).isEqualTo("east");
        assertThat(west.associations()).isEmpty();
    }

    @Test
    void a_device_that_is_back_is_read_anew() throws SouthboundFailure {
        connect(west, east);
        plugin.configure(List.of(put(west, east, BLUE)));

        west.goDown();
        reports.awaitConnection(id(west), at -> at.state() == State.CONNECTING);
        west.comeBack();
        reports.awaitReadings(id(west), 2);

        assertThat(reports.of(id(west), Report.Associations.class).getLast().all())
                .extracting(AssociationStatus::id)
                .containsExactly(BLUE);
    }

    @Test
    void a_device_that_stalls_holds_up_no_other() throws SouthboundFailure {
        connect(west, east);
        east.stall();

        SouthboundFailure failure = failure(List.of(put(west, east, BLUE), put(east, west, BLUE)));
        plugin.configure(List.of(put(west, east, GREEN)));

        assertThat(failure.code()).isIn(ReasonCode.TIMED_OUT, ReasonCode.DEVICE_UNREACHABLE);
        assertThat(failure.subject()).isEqualTo("east");
        assertThat(west.associations()).containsExactly(GREEN);
    }

    @Test
    void a_released_device_is_forgotten() {
        connect(west);

        plugin.release(id(west));

        SouthboundFailure failure = catchThrowableOfType(SouthboundFailure.class, () -> plugin.associations(id(west)));
        assertThat(failure.code()).isEqualTo(ReasonCode.DEVICE_UNKNOWN);
    }

    @Test
    void the_key_in_use_is_replaced_on_request() throws SouthboundFailure {
        connect(west, east);
        plugin.configure(List.of(put(west, east, BLUE)));

        plugin.rekey(id(west), BLUE);

        assertThat(west.rekeyed()).containsExactly(BLUE);
        SouthboundFailure failure = catchThrowableOfType(SouthboundFailure.class, () -> plugin.rekey(id(west), GREEN));
        assertThat(failure.code()).isEqualTo(ReasonCode.DEVICE_REFUSED);
    }

    @Test
    void what_a_device_announces_is_reported_in_order() {
        connect(west);

        for (int i = 1; i <= 50; i++) {
            west.publish(key(i));
            west.publish(status(i));
        }
        west.publish(BLUE, ReasonCode.KEY_CONFIRMATION_FAILED, "the two ends differ");
        reports.await(id(west), "the alarm", all -> all.stream().anyMatch(Report.Alarm.class::isInstance));

        assertThat(reports.of(id(west), Report.KeyChanged.class))
                .extracting(Report.KeyChanged::key)
                .hasSize(50)
                .first()
                .isEqualTo(key(1));
        assertThat(reports.of(id(west), Report.AssociationChanged.class))
                .extracting(report -> report.status().rekeys())
                .hasSize(50)
                .isSorted();
        assertThat(reports.of(id(west), Report.Alarm.class))
                .containsExactly(
                        new Report.Alarm(id(west), BLUE, ReasonCode.KEY_CONFIRMATION_FAILED, "the two ends differ"));
    }

    private static AssociationStatus status(int rekeys) {
        return new AssociationStatus(
                BLUE,
                AssociationStatus.Phase.SECURED,
                Optional.of(Suite.of(List.of(new MethodId("psk-hmac"))).id()),
                Optional.of(keyId(rekeys)),
                3,
                rekeys,
                Optional.of(Instant.parse("2026-11-23T10:00:00Z")),
                Optional.empty(),
                List.of());
    }

    private static KeyInformation key(int number) {
        return new KeyInformation(
                keyId(number),
                BLUE,
                "active",
                Optional.empty(),
                Set.of(
                        new KeyInformation.Origin(new MethodId("qkd-014"), "key-" + number),
                        new KeyInformation.Origin(new MethodId("hybrid"), "first-" + number),
                        new KeyInformation.Origin(new MethodId("hybrid"), "second-" + number),
                        new KeyInformation.Origin(new MethodId("ml-kem-1024"), "")),
                Optional.of(new EncDecName("macsec0")),
                new KeyInformation.Times(
                        Optional.of(Instant.parse("2026-11-23T10:00:00Z")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static KeyId keyId(int number) {
        return new KeyId("%032x".formatted(number));
    }
}
