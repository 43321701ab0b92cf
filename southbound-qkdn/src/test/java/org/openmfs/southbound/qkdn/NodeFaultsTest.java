package org.openmfs.southbound.qkdn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Connection.State;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.RecordedNetworkReports;
import org.openmfs.controller.spi.RecordedNetworkReports.Report;
import org.openmfs.southbound.http.Pace;
import org.openmfs.southbound.http.ScriptedServer;

/** One fault in what a node says of itself: told with the address and the leaf, and it harms no more than it must. */
@Timeout(60)
final class NodeFaultsTest {
    private static final String PATH = "/data/etsi-qkd-sdn-node:qkd_node";
    private static final String LINK = "f81d4fae-7dec-11d0-a765-00a0c91e6bf1";
    private static final ManagerId QKDN = new ManagerId("qkdn");

    private static final Pace QUICK = new Pace(Duration.ofMillis(100), Duration.ofMillis(50));

    private final ScriptedServer a = new ScriptedServer();
    private final ScriptedServer b = new ScriptedServer();
    private final RecordedNetworkReports reports = new RecordedNetworkReports();
    private final QkdNetworks plugin = new QkdNetworks(reports, InstantSource.system(), QUICK);

    @AfterEach
    void stop() {
        plugin.close();
        a.close();
        b.close();
    }

    private static String node(int number, String eskr, String qber, String application) {
        return """
                {"etsi-qkd-sdn-node:qkd_node": {"qkdn_id": "0000000%d-0000-0000-0000-000000000000",
                 "qkd_applications": {"qkd_app": [{"app_id": "%s"}]},
                 "qkd_links": {"qkd_link": [{"qkdl_id": "%s", "qkdl_status": "etsi-qkd-node-types:ACTIVE",
                   "qkdl_type": "etsi-qkd-node-types:PHYS",
                   "qkdl_local": {"qkdn_id": "00000001-0000-0000-0000-000000000000"},
                   "qkdl_remote": {"qkdn_id": "00000002-0000-0000-0000-000000000000"},
                   "qkdl_performance": {"eskr": %s, "expected_consumption": 0,
                     "phys_perf": [{"perf_type": "etsi-qkd-node-types:QBER", "value": "%s"}]}}]}}}""".formatted(number, application, LINK, eskr, qber);
    }

    private static String good(int number) {
        return node(number, "1500", "2.1", "00000000-0000-0000-0000-00000000000" + number);
    }

    private Connection after(String faulty, State state) {
        a.answer(PATH, good(1));
        b.answer(PATH, faulty);
        plugin.connect(new ManagedNetwork(
                QKDN,
                ManagerKind.QKDN_015,
                List.of(a.root(), b.root()),
                Optional.empty(),
                Access.NONE,
                Optional.empty()));
        return reports.awaitConnection(
                QKDN, at -> at.state() == state && !at.text().isEmpty());
    }

    private QkdTopology topology() {
        return reports.awaitNewest(QKDN, Report.Topology.class, report -> true).topology();
    }

    @Test
    void a_rate_that_is_no_whole_number_is_told_with_address_and_leaf_and_read_again() {
        Connection told = after(node(2, "1500.75", "2.1", LINK), State.CONNECTED);

        assertThat(told.reason()).contains(ReasonCode.MANAGER_REFUSED);
        assertThat(told.text()).contains(b.address() + ": eskr of link " + LINK + " is no whole number");
        b.answer(PATH, good(2));
        reports.awaitConnection(QKDN, at -> at.up() && at.reason().isEmpty());
    }

    @Test
    void an_error_rate_that_is_no_number_leaves_that_of_one_link_unknown() {
        Connection told = after(node(2, "1500", "n/a", LINK), State.CONNECTED);

        assertThat(told.text()).contains(b.address()).contains("value of QBER of link " + LINK + " is no number");
        assertThat(topology().links()).hasSize(1);
    }

    @Test
    void an_application_of_others_whose_id_is_no_uuid_is_passed_over() {
        Connection told = after(node(2, "1500", "2.1", "app-7"), State.CONNECTED);

        assertThat(told.text()).contains(b.address()).contains("app_id").contains("app-7");
        assertThat(topology().links()).hasSize(1);
    }

    @Test
    void a_number_beyond_all_measure_is_refused_with_its_name() {
        assertThat(after(node(2, "1e999", "2.1", LINK), State.CONNECTED).text())
                .contains(b.address() + ": eskr of link " + LINK);
    }

    @Test
    void depth_in_what_nobody_reads_harms_nobody() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        a.answer(PATH, good(1));
        b.answer(PATH, good(2).replace("\"qkd_applications\"", "\"of_a_vendor\": " + deep + ", \"qkd_applications\""));
        plugin.connect(new ManagedNetwork(
                QKDN,
                ManagerKind.QKDN_015,
                List.of(a.root(), b.root()),
                Optional.empty(),
                Access.NONE,
                Optional.empty()));

        assertThat(reports.awaitConnection(QKDN, Connection::up).text()).isEmpty();
    }

    @Test
    void what_both_nodes_answer_wrong_is_told_of_both() {
        a.answer(PATH, node(1, "-1", "2.1", LINK));
        b.answer(PATH, "{\"etsi-qkd-sdn-node:qkd_node\": {\"qkdn_id\": nu");
        plugin.connect(new ManagedNetwork(
                QKDN,
                ManagerKind.QKDN_015,
                List.of(a.root(), b.root()),
                Optional.empty(),
                Access.NONE,
                Optional.empty()));

        assertThat(reports.awaitConnection(QKDN, at -> at.reason().isPresent()).text())
                .contains(a.address() + ": eskr of link " + LINK)
                .contains(b.address());
    }
}
