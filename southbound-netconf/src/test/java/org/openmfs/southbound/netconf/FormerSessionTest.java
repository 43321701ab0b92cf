package org.openmfs.southbound.netconf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.fake.FakeAgent;
import org.openmfs.southbound.netconf.fake.Fault;
import org.openmfs.southbound.netconf.fake.Wire;

/** Sessions that a device thinks alive: what is left of ours goes, and what is somebody else's stays. */
final class FormerSessionTest extends DeviceScenario {
    private static final DeviceId WEST = new DeviceId("west");
    private static final List<DeviceChange> CHANGE = List.of(put("west", "east", BLUE));
    private static final String MONITORING =
            "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring?module=ietf-netconf-monitoring&amp;revision=2010-10-04";

    private FakeAgent west(String... offered) {
        FakeAgent west = FakeAgent.without("west");
        agents.add(west);
        List.of(offered).forEach(west::offers);
        return west;
    }

    private void onboard(FakeAgent west, int number) {
        west.numbersFrom(number);
        plugin.onboard(west.settings());
        reports.awaitReadings(WEST, 1);
    }

    /** The device restarts, somebody else gets this number, and we get the next one. */
    private void restart(FakeAgent west, int others, String user, Instant since, int ours) throws Exception {
        west.numbersFrom(ours);
        west.dropSessions();
        west.lockedBy(others, user, since);
        reports.awaitReadings(WEST, 2);
    }

    /** A session of ours is lost while it holds the lock, and the device does not notice. */
    private void loseWithLock(FakeAgent west, Wire wire) {
        plugin.onboard(wire.settings());
        reports.awaitReadings(WEST, 1);
        west.beforeAnswer("edit-config", wire::cut);
        failure(CHANGE);
        reports.awaitReadings(WEST, 2);
    }

    private void assertLeftAlone(FakeAgent west) {
        SouthboundFailure failure = failure(CHANGE);

        assertThat(west.requests()).doesNotContain("kill-session");
        assertThat(failure.code()).isEqualTo(ReasonCode.DEVICE_REFUSED);
        assertThat(west.associations()).isEmpty();
    }

    @Test
    void a_lock_of_a_session_of_ours_before_the_last_one_is_let_go() throws Exception {
        FakeAgent west = west();
        try (Wire wire = new Wire(west.settings())) {
            loseWithLock(west, wire);
            wire.cut();
            reports.awaitReadings(WEST, 3);

            plugin.configure(CHANGE);

            assertThat(west.associations()).containsExactly(BLUE);
        }
    }

    @Test
    void a_lock_of_a_session_under_other_settings_is_let_go() throws Exception {
        FakeAgent west = west();
        try (Wire wire = new Wire(west.settings())) {
            loseWithLock(west, wire);
            plugin.onboard(west.settings());
            reports.awaitReadings(WEST, 3);

            plugin.configure(CHANGE);

            assertThat(west.associations()).containsExactly(BLUE);
        }
    }

    @Test
    void a_lock_of_a_session_of_ours_is_let_go_where_the_device_lists_its_sessions() throws Exception {
        FakeAgent west = west(MONITORING);
        try (Wire wire = new Wire(west.settings())) {
            loseWithLock(west, wire);

            plugin.configure(CHANGE);

            assertThat(west.associations()).containsExactly(BLUE);
        }
    }

    @Test
    void a_session_of_another_user_that_has_a_former_number_of_ours_is_left_alone() throws Exception {
        FakeAgent west = west(MONITORING);
        onboard(west, 1);
        restart(west, 1, "operator", Instant.now(), 2);

        assertLeftAlone(west);
    }

    @Test
    void a_session_of_our_user_that_began_at_another_time_is_left_alone() throws Exception {
        FakeAgent west = west(MONITORING);
        onboard(west, 1);
        restart(west, 1, "admin", Instant.now().minus(Duration.ofHours(1)), 2);

        assertLeftAlone(west);
    }

    @Test
    void a_session_whose_number_is_not_below_ours_is_left_alone() throws Exception {
        FakeAgent west = west();
        onboard(west, 5);
        restart(west, 5, "operator", Instant.now(), 2);

        assertLeftAlone(west);
    }

    @Test
    void an_undo_ends_no_session_that_is_not_in_its_way() {
        FakeAgent west = device("west", "candidate", NO_CONFIRMED_COMMIT, "validate");
        west.fault("edit-config", Fault.DROP_AFTER);

        failure(CHANGE);
        reports.awaitReadings(WEST, 2);

        west.awaitAssociations(Set.of());
        assertThat(west.requests()).doesNotContain("kill-session");
    }
}
