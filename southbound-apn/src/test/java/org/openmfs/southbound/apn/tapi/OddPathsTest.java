package org.openmfs.southbound.apn.tapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.OpticalPath;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.RecordedNetworkReports;
import org.openmfs.controller.spi.RecordedNetworkReports.Report;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.Pace;

/** An APN-C that makes other paths than it is asked for, takes them down in its own time, or lists them late. */
@Timeout(60)
final class OddPathsTest {
    private static final ManagerId WEST = new ManagerId("west");
    private static final AssociationId BLUE = new AssociationId("blue");
    private static final AssociationId GREEN = new AssociationId("green");
    private static final UUID ELSEWHERE = new UUID(9, 9);
    private static final Pace QUICK = new Pace(Duration.ofMillis(100), Duration.ofMillis(50));

    private final RecordedNetworkReports reports = new RecordedNetworkReports();
    private final OpticalNetworks plugin = new OpticalNetworks(reports, InstantSource.system(), QUICK);
    private ScriptedApn apn;

    @BeforeEach
    void an_apn() throws IOException {
        apn = new ScriptedApn(ScriptedApn.Answers.all());
        plugin.connect(new ManagedNetwork(
                WEST, ManagerKind.APN_TAPI, List.of(apn.root()), Optional.empty(), Access.NONE, Optional.empty()));
    }

    @AfterEach
    void stop() {
        plugin.close();
        apn.close();
    }

    private static OpticalPath path(AssociationId association) {
        return new OpticalPath(association, new UUID(1, 1), new UUID(1, 2), 100);
    }

    private static JsonObject elsewhere(JsonObject service) {
        return JsonParser.parseString(service.toString().replace(new UUID(1, 2).toString(), ELSEWHERE.toString()))
                .getAsJsonObject();
    }

    private void awaitPath(AssociationId association, LightPathState state) {
        reports.awaitNewest(
                WEST,
                Report.OpticalPaths.class,
                told -> told.paths().containsKey(association)
                        && told.paths().get(association).state() == state);
    }

    private void awaitOnly(AssociationId... associations) {
        reports.awaitNewest(
                WEST, Report.OpticalPaths.class, told -> told.paths().keySet().equals(Set.of(associations)));
    }

    @Test
    void a_path_that_is_made_between_other_ports_is_refused_with_both_and_nothing_is_left_of_it() {
        apn.makes = OddPathsTest::elsewhere;

        SouthboundFailure failure = catchThrowableOfType(SouthboundFailure.class, () -> plugin.setUp(WEST, path(BLUE)));

        assertThat(failure.code()).isEqualTo(ReasonCode.MANAGER_REFUSED);
        assertThat(failure).hasMessageContainingAll("blue", ELSEWHERE.toString(), new UUID(1, 2).toString());
        assertThat(apn.uuids()).isEmpty();
    }

    @Test
    void a_path_that_is_being_removed_is_told_as_gone_and_not_as_on_its_way() throws SouthboundFailure {
        plugin.setUp(WEST, path(BLUE));
        awaitPath(BLUE, LightPathState.UP);

        apn.become("PENDING_REMOVAL");

        awaitPath(BLUE, LightPathState.MISSING);
        assertThat(reports.of(WEST, Report.OpticalPaths.class))
                .noneMatch(told ->
                        told.paths().get(BLUE) != null && told.paths().get(BLUE).state() == LightPathState.PENDING);
    }

    @Test
    void a_path_that_was_taken_down_and_goes_slowly_is_told_no_more() throws SouthboundFailure {
        plugin.setUp(WEST, path(BLUE));
        plugin.setUp(WEST, path(GREEN));
        apn.lingers = 1000;

        plugin.takeDown(WEST, BLUE);
        int told = reports.of(WEST, Report.OpticalPaths.class).size();
        apn.list("red");
        awaitPath(new AssociationId("red"), LightPathState.UP);

        List<Report.OpticalPaths> since = reports.of(WEST, Report.OpticalPaths.class);
        assertThat(since.subList(told, since.size()))
                .noneMatch(report -> report.paths().containsKey(BLUE));
    }

    @Test
    void a_path_is_made_when_the_one_before_it_is_gone() throws SouthboundFailure {
        plugin.setUp(WEST, path(BLUE));
        apn.lingers = 3;
        OpticalPath other = new OpticalPath(BLUE, new UUID(1, 1), ELSEWHERE, 100);

        assertThat(plugin.setUp(WEST, other)).isEqualTo(LightPathState.UP);

        assertThat(apn.uuids()).hasSize(1);
        reports.awaitNewest(
                WEST, Report.OpticalPaths.class, told -> told.paths().get(BLUE).provides(other));
    }

    @Test
    void a_path_that_is_not_gone_in_time_is_told_as_that() throws SouthboundFailure {
        plugin.setUp(WEST, path(BLUE));
        apn.lingers = 1000;

        SouthboundFailure failure = catchThrowableOfType(
                SouthboundFailure.class,
                () -> plugin.setUp(WEST, new OpticalPath(BLUE, new UUID(1, 1), ELSEWHERE, 100)));

        assertThat(failure.code()).isEqualTo(ReasonCode.TIMED_OUT);
        assertThat(failure).hasMessageContaining("blue").hasMessageContaining("not gone");
    }

    @Test
    void names_that_nobody_asked_for_are_forgotten_when_they_are_listed_no_more() throws SouthboundFailure {
        plugin.setUp(WEST, path(BLUE));
        for (int turn = 0; turn < 3; turn++) {
            apn.list("of-others-" + turn);
            awaitOnly(BLUE, new AssociationId("of-others-" + turn));
            apn.unlist("of-others-" + turn);
        }

        awaitOnly(BLUE);
    }

    @Test
    void a_path_that_is_listed_long_after_it_was_created_is_not_created_twice() throws SouthboundFailure {
        apn.answer(ScriptedApn.Answers.all().refusingPut(405));
        apn.showsAfter = Duration.ofSeconds(6);
        SouthboundFailure failure = catchThrowableOfType(SouthboundFailure.class, () -> plugin.setUp(WEST, path(BLUE)));
        assertThat(failure.code()).isEqualTo(ReasonCode.TIMED_OUT);

        plugin.setUp(WEST, path(BLUE));

        assertThat(apn.uuids()).hasSize(1);
    }

    @Test
    void of_a_path_that_is_there_twice_nothing_is_left_when_it_is_taken_down() throws SouthboundFailure {
        apn.answer(ScriptedApn.Answers.all().refusingPut(405));
        plugin.setUp(WEST, path(BLUE));
        apn.list("blue");
        assertThat(apn.uuids()).hasSize(2);

        plugin.takeDown(WEST, BLUE);

        assertThat(apn.uuids()).isEmpty();
    }
}
