package org.openmfs.controller.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.OpticalPath;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.RecordedNetworkReports.Report;

/** What every optical network plugin does, whatever APN-Cs it speaks to. */
public abstract class LightPathsContract extends PluginAndLightPaths {
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final Duration BOUND = Duration.ofSeconds(60);

    @Test
    void a_network_that_is_silent_when_it_is_connected_holds_up_nobody() throws SouthboundFailure {
        west.stall();

        long before = System.nanoTime();
        plugin.connect(west.settings());

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(AT_ONCE);
        connect(east);
        paths.setUp(id(east), east.path(BLUE));
        assertThat(east.paths()).containsExactly(east.path(BLUE));
    }

    @Test
    void a_network_that_refuses_the_password_is_reported_so_until_it_gets_the_right_one() {
        ManagedNetwork right = west.settings();
        Credential wrong = new Credential("controller", "not the password");

        plugin.connect(new ManagedNetwork(
                right.id(), right.kind(), right.addresses(), right.authority(), Access.of(wrong), Optional.empty()));

        assertThat(reports.awaitConnection(id(west), at -> at.reason().isPresent()))
                .satisfies(at -> assertThat(at.reason()).contains(ReasonCode.CREDENTIAL_REFUSED))
                .satisfies(at -> assertThat(at.state()).isEqualTo(Connection.State.REFUSED))
                .satisfies(at -> assertThat(at.text()).doesNotContain("not the password"));
        connect(west);
    }

    @Test
    void F3a_F5_I9_a_path_that_was_asked_for_is_installed_and_its_state_is_reported() throws SouthboundFailure {
        connect(west);

        paths.setUp(id(west), west.path(BLUE));

        assertThat(west.paths()).containsExactly(west.path(BLUE));
        awaitPath(west, BLUE, LightPathState.UP);
        west.fail(BLUE);
        awaitPath(west, BLUE, LightPathState.DOWN);
        west.restore(BLUE);
        awaitPath(west, BLUE, LightPathState.UP);
    }

    @Test
    void a_request_made_again_changes_nothing() throws SouthboundFailure {
        connect(west);
        paths.setUp(id(west), west.path(BLUE));

        paths.setUp(id(west), west.path(BLUE));

        assertThat(west.paths()).containsExactly(west.path(BLUE));
    }

    @Test
    void a_request_made_again_while_the_path_is_down_changes_nothing() throws SouthboundFailure {
        connect(west);
        paths.setUp(id(west), west.path(BLUE));
        west.fail(BLUE);
        awaitPath(west, BLUE, LightPathState.DOWN);

        paths.setUp(id(west), west.path(BLUE));
        west.restore(BLUE);

        awaitPath(west, BLUE, LightPathState.UP);
    }

    @Test
    void a_path_takes_the_place_of_the_services_earlier_one() throws SouthboundFailure {
        connect(west);
        OpticalPath first = west.path(BLUE);
        OpticalPath turned = new OpticalPath(BLUE, first.z(), first.a(), 2 * first.capacity());
        paths.setUp(id(west), first);

        paths.setUp(id(west), turned);

        assertThat(west.paths()).containsExactly(turned);
    }

    @Test
    void a_path_that_is_taken_down_leaves_nothing_and_others_as_they_are() throws SouthboundFailure {
        connect(west);
        paths.setUp(id(west), west.path(BLUE));
        paths.setUp(id(west), west.path(GREEN));

        paths.takeDown(id(west), BLUE);
        paths.takeDown(id(west), BLUE);

        assertThat(west.paths()).containsExactly(west.path(GREEN));
    }

    @Test
    void nothing_can_be_taken_down() {
        connect(west);

        assertThatCode(() -> paths.takeDown(id(west), BLUE)).doesNotThrowAnyException();
    }

    @Test
    void a_path_is_reported_again_when_it_is_set_up_again() throws SouthboundFailure {
        connect(west);
        paths.setUp(id(west), west.path(BLUE));
        awaitPath(west, BLUE, LightPathState.UP);
        paths.takeDown(id(west), BLUE);
        assertThat(newest(west)).doesNotContainKey(BLUE);

        paths.setUp(id(west), west.path(BLUE));
        paths.setUp(id(west), west.path(GREEN));

        awaitPath(west, GREEN, LightPathState.UP);
        awaitPath(west, BLUE, LightPathState.UP);
    }

    @Test
    void a_path_that_somebody_took_away_is_reported_missing() throws SouthboundFailure {
        connect(west);
        paths.setUp(id(west), west.path(BLUE));
        awaitPath(west, BLUE, LightPathState.UP);

        west.remove(BLUE);

        awaitPath(west, BLUE, LightPathState.MISSING);
        paths.setUp(id(west), west.path(BLUE));
        awaitPath(west, BLUE, LightPathState.UP);
    }

    @Test
    void what_became_of_a_path_so_far_is_told_before_the_request_returns() throws SouthboundFailure {
        connect(west);
        paths.setUp(id(west), west.path(BLUE));
        awaitPath(west, BLUE, LightPathState.UP);
        west.remove(BLUE);
        awaitPath(west, BLUE, LightPathState.MISSING);

        LightPathState state = paths.setUp(id(west), west.path(BLUE));

        assertThat(state).isIn(LightPathState.PENDING, LightPathState.UP);
        assertThat(newest(west).get(BLUE)).matches(path -> path.state() != LightPathState.MISSING);
        assertThat(newest(west).get(BLUE)).matches(path -> path.provides(west.path(BLUE)));
    }

    @Test
    void a_path_that_somebody_took_away_while_the_network_was_away_is_reported_missing_when_it_is_back()
            throws SouthboundFailure {
        connect(west);
        paths.setUp(id(west), west.path(BLUE));
        west.goDown();
        reports.awaitConnection(id(west), at -> !at.up());
        west.remove(BLUE);

        west.comeBack();

        awaitPath(west, BLUE, LightPathState.MISSING);
    }

    @Test
    void a_manager_that_gets_other_settings_is_still_asked_for_what_was_set_up_before() throws SouthboundFailure {
        connect(west);
        paths.setUp(id(west), west.path(BLUE));
        west.remove(BLUE);

        connect(west);

        awaitPath(west, BLUE, LightPathState.MISSING);
    }

    @Test
    void a_path_that_nobody_asked_for_through_this_session_is_told_no_more_when_it_is_gone() throws SouthboundFailure {
        connect(west);
        paths.setUp(id(west), west.path(BLUE));
        plugin.disconnect(id(west));
        connect(west);
        awaitPath(west, BLUE, LightPathState.UP);
        west.remove(BLUE);

        reports.awaitNewest(
                id(west), Report.OpticalPaths.class, report -> report.paths().isEmpty());
    }

    @Test
    void a_path_that_was_taken_down_is_not_reported_missing() throws SouthboundFailure {
        connect(west);
        paths.setUp(id(west), west.path(BLUE));
        awaitPath(west, BLUE, LightPathState.UP);

        paths.takeDown(id(west), BLUE);
        paths.setUp(id(west), west.path(GREEN));
        awaitPath(west, GREEN, LightPathState.UP);
        west.fail(GREEN);
        awaitPath(west, GREEN, LightPathState.DOWN);

        assertThat(reports.of(id(west), Report.OpticalPaths.class))
                .noneMatch(report ->
                        report.paths().values().stream().anyMatch(path -> path.state() == LightPathState.MISSING));
        assertThat(newest(west)).containsOnlyKeys(GREEN);
    }

    @Test
    void a_refused_path_leaves_nothing() throws SouthboundFailure {
        connect(west);
        paths.setUp(id(west), west.path(GREEN));

        SouthboundFailure failure = failure(west, west.impossiblePath(BLUE));

        assertThat(failure.code()).isEqualTo(ReasonCode.MANAGER_REFUSED);
        assertThat(failure.subject()).isEqualTo("west");
        assertThat(west.paths()).containsExactly(west.path(GREEN));
    }

    @Test
    void a_path_that_takes_its_time_is_pending_until_it_is_installed() throws SouthboundFailure {
        connect(west);
        west.installNothing();

        long before = System.nanoTime();
        LightPathState state = paths.setUp(id(west), west.path(BLUE));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(AT_ONCE);
        assertThat(state).isEqualTo(LightPathState.PENDING);
        assertThat(newest(west).get(BLUE))
                .matches(path -> path.state() == LightPathState.PENDING && path.provides(west.path(BLUE)));
        west.install();
        awaitPath(west, BLUE, LightPathState.UP);
        assertThat(west.paths()).containsExactly(west.path(BLUE));
    }

    @Test
    void a_request_made_again_while_the_path_is_pending_changes_nothing() throws SouthboundFailure {
        connect(west);
        west.installNothing();
        paths.setUp(id(west), west.path(BLUE));

        assertThat(paths.setUp(id(west), west.path(BLUE))).isEqualTo(LightPathState.PENDING);

        assertThat(west.paths()).containsExactly(west.path(BLUE));
        paths.takeDown(id(west), BLUE);
        assertThat(west.paths()).isEmpty();
    }

    @Test
    void a_path_that_was_pending_when_the_network_was_lost_is_told_as_it_is_when_it_is_back() throws SouthboundFailure {
        connect(west);
        west.installNothing();
        paths.setUp(id(west), west.path(BLUE));
        west.goDown();
        reports.awaitConnection(id(west), at -> !at.up());
        west.install();

        west.comeBack();

        awaitPath(west, BLUE, LightPathState.UP);
    }

    @Test
    void a_network_that_is_away_fails_by_its_name_and_keeps_its_paths() throws SouthboundFailure {
        connect(west);
        paths.setUp(id(west), west.path(BLUE));
        west.goDown();

        assertThat(List.of(
                        failure(west, west.path(BLUE)),
                        failure(west, west.path(GREEN)),
                        catchThrowableOfType(SouthboundFailure.class, () -> paths.takeDown(id(west), BLUE))))
                .allMatch(failure -> failure.subject().equals("west"))
                .allMatch(failure -> failure.code().equals(ReasonCode.MANAGER_UNREACHABLE));
        assertThat(west.paths()).containsExactly(west.path(BLUE));

        west.comeBack();
        paths.takeDown(id(west), BLUE);
        assertThat(west.paths()).isEmpty();
    }

    @Test
    void a_network_that_stalls_fails_in_bounded_time() throws SouthboundFailure {
        connect(west, east);
        west.stall();

        long before = System.nanoTime();
        SouthboundFailure failure = failure(west, west.path(BLUE));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(BOUND);
        assertThat(failure.code()).isIn(ReasonCode.MANAGER_UNREACHABLE, ReasonCode.TIMED_OUT);
        assertThat(failure.subject()).isEqualTo("west");
        paths.setUp(id(east), east.path(BLUE));
        assertThat(east.paths()).containsExactly(east.path(BLUE));
    }

    @Test
    void a_network_that_was_lost_is_reported_so_and_its_paths_are_read_anew_when_it_is_back() throws SouthboundFailure {
        connect(west);
        paths.setUp(id(west), west.path(BLUE));
        awaitPath(west, BLUE, LightPathState.UP);
        west.goDown();
        assertThat(reports.awaitConnection(id(west), at -> !at.up()).reason()).contains(ReasonCode.MANAGER_UNREACHABLE);
        west.fail(BLUE);

        west.comeBack();

        reports.awaitConnection(id(west), Connection::up);
        awaitPath(west, BLUE, LightPathState.DOWN);
    }

    @Test
    void a_disconnected_network_is_reported_on_no_more_and_keeps_its_paths() throws SouthboundFailure {
        connect(west, east);
        paths.setUp(id(west), west.path(BLUE));
        paths.setUp(id(east), east.path(BLUE));
        awaitPath(west, BLUE, LightPathState.UP);
        awaitPath(east, BLUE, LightPathState.UP);

        plugin.disconnect(id(west));
        List<Report> reported = reports.of(id(west));
        west.fail(BLUE);
        east.fail(BLUE);
        awaitPath(east, BLUE, LightPathState.DOWN);

        assertThat(reports.of(id(west))).isEqualTo(reported);
        assertThat(west.paths()).containsExactly(west.path(BLUE));
        assertThat(failure(west, west.path(GREEN)).subject()).isEqualTo("west");
    }

    @Test
    void a_network_that_was_connected_again_reports_the_paths_that_are_there() throws SouthboundFailure {
        connect(west);
        paths.setUp(id(west), west.path(BLUE));
        plugin.disconnect(id(west));
        west.fail(BLUE);

        connect(west);

        awaitPath(west, BLUE, LightPathState.DOWN);
        paths.takeDown(id(west), BLUE);
        assertThat(west.paths()).isEmpty();
    }

    @Test
    void a_network_that_nobody_connected_fails_by_its_name() {
        assertThat(failure(west, west.path(BLUE)).subject()).isEqualTo("west");
        assertThat(catchThrowableOfType(SouthboundFailure.class, () -> paths.takeDown(id(west), BLUE))
                        .subject())
                .isEqualTo("west");
    }
}
