package org.openmfs.southbound.apn.tapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.RecordedNetworkReports;
import org.openmfs.controller.spi.RecordedNetworkReports.Report;
import org.openmfs.southbound.http.Pace;
import org.openmfs.southbound.http.ScriptedServer;

/** One fault in what an APN-C says: of others' services it is passed over, of ours told with address and leaf. */
@Timeout(60)
final class ServiceFaultsTest {
    private static final String CONTEXT = "/data/tapi-common:context/tapi-connectivity:connectivity-context";
    private static final ManagerId APN = new ManagerId("apn");
    private static final AssociationId BLUE = new AssociationId("blue");

    private final ScriptedServer server = new ScriptedServer();
    private final RecordedNetworkReports reports = new RecordedNetworkReports();
    private static final Pace QUICK = new Pace(Duration.ofMillis(100), Duration.ofMillis(50));

    private final OpticalNetworks plugin = new OpticalNetworks(reports, InstantSource.system(), QUICK);

    @AfterEach
    void stop() {
        plugin.close();
        server.close();
    }

    private static String blue(String lifecycle) {
        return """
                {"uuid": "%s", "name": [{"value-name": "openmfs-service", "value": "blue"}],
                 "lifecycle-state": %s, "operational-state": "ENABLED"}""".formatted(ConnectivityService.uuidOf(BLUE), lifecycle);
    }

    private void answer(String... services) {
        server.answer(
                CONTEXT,
                "{\"tapi-connectivity:connectivity-context\":{\"connectivity-service\":[" + String.join(",", services)
                        + "]}}");
    }

    private void connect() {
        plugin.connect(new ManagedNetwork(
                APN, ManagerKind.APN_TAPI, List.of(server.root()), Optional.empty(), Access.NONE, Optional.empty()));
    }

    private void awaitBlue(LightPathState state) {
        reports.awaitNewest(
                APN,
                Report.OpticalPaths.class,
                told -> told.paths().containsKey(BLUE) && told.paths().get(BLUE).state() == state);
    }

    @Test
    void services_of_others_are_passed_over_whatever_is_in_them() {
        answer(
                "{\"uuid\": null, \"name\": null}",
                "{\"uuid\": \"x\", \"name\": [null, {\"value-name\": null, \"value\": {}}], \"lifecycle-state\": null}",
                "null",
                blue("\"INSTALLED\""));
        connect();

        awaitBlue(LightPathState.UP);
        assertThat(reports.awaitConnection(APN, Connection::up).text())
                .contains(server.address())
                .contains("passed over");
    }

    @Test
    void a_wrong_state_of_a_service_of_ours_is_told_with_address_and_leaf_and_read_again() {
        answer(blue("null"));
        connect();

        Connection told = reports.awaitConnection(APN, at -> at.reason().isPresent());
        assertThat(told.reason()).contains(ReasonCode.MANAGER_REFUSED);
        assertThat(told.text()).contains(server.address() + ": lifecycle-state of service blue is null");
        answer(blue("\"INSTALLED\""));
        awaitBlue(LightPathState.UP);
    }

    @Test
    void a_service_of_ours_that_cannot_be_made_out_is_not_reported_gone() {
        answer(blue("\"INSTALLED\""));
        connect();
        awaitBlue(LightPathState.UP);

        server.answer(
                CONTEXT + "/connectivity-service=" + ConnectivityService.uuidOf(BLUE),
                "{\"tapi-connectivity:connectivity-service\":[" + blue("\"INSTALLED\"") + "]}");
        answer("null");

        Connection told = reports.awaitConnection(APN, at -> !at.text().isEmpty());
        assertThat(told.text()).contains("connectivity-service");
        assertThat(reports.of(APN, Report.OpticalPaths.class)).hasSize(1);
    }

    @Test
    void a_service_of_ours_that_is_gone_is_told_no_more_beside_what_cannot_be_made_out() {
        answer(blue("\"INSTALLED\""));
        connect();
        awaitBlue(LightPathState.UP);

        answer("null");

        reports.awaitNewest(APN, Report.OpticalPaths.class, told -> told.paths().isEmpty());
    }
}
