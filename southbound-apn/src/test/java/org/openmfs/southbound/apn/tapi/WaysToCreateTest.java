package org.openmfs.southbound.apn.tapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.OpticalPath;
import org.openmfs.controller.model.OpticalPathStatus;
import org.openmfs.controller.spi.LightPathReports;
import org.openmfs.controller.spi.SouthboundFailure;

/** An APN-C creates a connectivity service in one of three ways; which, is found out and remembered. */
@Timeout(30)
final class WaysToCreateTest {
    private static final ManagerId WEST = new ManagerId("west");

    private Optional<ScriptedApn> apn = Optional.empty();
    private Optional<OpticalNetworks> networks = Optional.empty();

    @AfterEach
    void stop() {
        networks.ifPresent(OpticalNetworks::close);
        apn.ifPresent(ScriptedApn::close);
    }

    @Test
    void an_apn_that_takes_put_is_asked_for_nothing_else() throws IOException, SouthboundFailure {
        OpticalNetworks plugin = towards(ScriptedApn.Answers.all());

        plugin.setUp(WEST, path("blue"));

        assertThat(apn().asked()).containsExactly("PUT connectivity-service");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 501})
    void where_put_is_not_offered_the_service_is_posted_and_that_is_remembered(int status)
            throws IOException, SouthboundFailure {
        OpticalNetworks plugin = towards(ScriptedApn.Answers.all().refusingPut(status));

        plugin.setUp(WEST, path("blue"));
        plugin.setUp(WEST, path("green"));

        assertThat(apn().asked())
                .containsExactly("PUT connectivity-service", "POST connectivity-context", "POST connectivity-context");
        assertThat(apn().uuids()).hasSize(2);
    }

    @Test
    void where_neither_is_offered_the_operation_is_called_and_that_is_remembered()
            throws IOException, SouthboundFailure {
        OpticalNetworks plugin =
                towards(ScriptedApn.Answers.all().refusingPut(405).refusingPost(501));

        plugin.setUp(WEST, path("blue"));
        plugin.setUp(WEST, path("green"));

        assertThat(apn().asked())
                .containsExactly(
                        "PUT connectivity-service",
                        "POST connectivity-context",
                        "POST create-connectivity-service",
                        "POST create-connectivity-service");
    }

    @Test
    void any_other_refusal_is_a_refusal() throws IOException {
        OpticalNetworks plugin = towards(ScriptedApn.Answers.all().refusingPut(400));

        SouthboundFailure failure =
                catchThrowableOfType(SouthboundFailure.class, () -> plugin.setUp(WEST, path("blue")));

        assertThat(failure).hasMessageContaining("400");
        assertThat(apn().asked()).containsExactly("PUT connectivity-service");
    }

    @Test
    void an_apn_that_offers_no_way_is_refused_with_what_it_said_to_each() throws IOException {
        OpticalNetworks plugin = towards(
                ScriptedApn.Answers.all().refusingPut(405).refusingPost(404).refusingRpc(501));

        SouthboundFailure failure =
                catchThrowableOfType(SouthboundFailure.class, () -> plugin.setUp(WEST, path("blue")));

        assertThat(failure).hasMessageContainingAll("PUT 405", "POST 404", "create-connectivity-service 501");
    }

    @Test
    void what_a_session_before_created_is_found_by_its_name_and_not_created_twice()
            throws IOException, SouthboundFailure {
        towards(ScriptedApn.Answers.all().refusingPut(405)).setUp(WEST, path("blue"));
        List<String> chosen = apn().uuids();

        OpticalNetworks after = again();
        after.setUp(WEST, path("blue"));

        assertThat(apn().uuids()).isEqualTo(chosen).doesNotContain(derived("blue"));
        after.takeDown(WEST, new AssociationId("blue"));
        assertThat(apn().uuids()).isEmpty();
    }

    @Test
    void a_path_to_other_ports_takes_the_place_of_what_the_server_named() throws IOException, SouthboundFailure {
        OpticalNetworks plugin = towards(ScriptedApn.Answers.all().refusingPut(405));
        plugin.setUp(WEST, path("blue"));
        List<String> before = apn().uuids();

        plugin.setUp(WEST, new OpticalPath(new AssociationId("blue"), UUID.randomUUID(), UUID.randomUUID(), 100));

        assertThat(apn().uuids()).hasSize(1).doesNotContainAnyElementsOf(before);
    }

    @Test
    void what_a_session_before_created_for_other_ports_is_replaced() throws IOException, SouthboundFailure {
        towards(ScriptedApn.Answers.all().refusingPut(405)).setUp(WEST, path("blue"));
        List<String> before = apn().uuids();

        again().setUp(WEST, new OpticalPath(new AssociationId("blue"), UUID.randomUUID(), UUID.randomUUID(), 100));

        assertThat(apn().uuids()).hasSize(1).doesNotContainAnyElementsOf(before);
    }

    @Test
    void where_delete_is_not_offered_the_operation_deletes() throws IOException, SouthboundFailure {
        OpticalNetworks plugin = towards(
                ScriptedApn.Answers.all().refusingPut(405).refusingPost(405).refusingDelete(405));
        plugin.setUp(WEST, path("blue"));

        plugin.takeDown(WEST, new AssociationId("blue"));
        plugin.takeDown(WEST, new AssociationId("never-there"));

        assertThat(apn().uuids()).isEmpty();
        assertThat(apn().asked()).contains("POST delete-connectivity-service");
    }

    @Test
    void an_apn_that_offers_another_way_after_a_change_of_software_is_asked_anew()
            throws IOException, SouthboundFailure {
        OpticalNetworks plugin = towards(ScriptedApn.Answers.all().refusingPut(405));
        plugin.setUp(WEST, path("blue"));

        apn().answer(ScriptedApn.Answers.all().refusingPost(404).refusingRpc(404));
        plugin.setUp(WEST, path("green"));

        assertThat(apn().uuids()).hasSize(2).contains(derived("green"));
    }

    private ScriptedApn apn() {
        return apn.orElseThrow();
    }

    private OpticalNetworks towards(ScriptedApn.Answers answers) throws IOException {
        apn = Optional.of(new ScriptedApn(answers));
        return again();
    }

    private OpticalNetworks again() {
        networks.ifPresent(OpticalNetworks::close);
        OpticalNetworks plugin = new OpticalNetworks(new Silent(), Clock.systemUTC());
        networks = Optional.of(plugin);
        plugin.connect(new ManagedNetwork(
                WEST, ManagerKind.APN_TAPI, List.of(apn().root()), Optional.empty(), Access.NONE, Optional.empty()));
        return plugin;
    }

    private static OpticalPath path(String service) {
        return new OpticalPath(new AssociationId(service), new UUID(1, 1), new UUID(1, 2), 100);
    }

    private static String derived(String service) {
        return ConnectivityService.uuidOf(new AssociationId(service)).toString();
    }

    private static final class Silent implements LightPathReports {
        @Override
        public void connectionChanged(ManagerId manager, Connection connection) {}

        @Override
        public void opticalPaths(ManagerId manager, Map<AssociationId, OpticalPathStatus> paths) {}
    }
}
