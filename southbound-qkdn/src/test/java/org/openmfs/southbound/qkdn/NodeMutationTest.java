package org.openmfs.southbound.qkdn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.spi.DeadThreads;
import org.openmfs.controller.spi.Printed;
import org.openmfs.controller.spi.RecordedNetworkReports;
import org.openmfs.controller.spi.RecordedNetworkReports.Report;
import org.openmfs.southbound.http.Pace;
import org.openmfs.southbound.http.ScriptedServer;
import org.openmfs.southbound.http.json.JsonMutations;
import org.openmfs.southbound.http.json.JsonMutations.Kind;
import org.openmfs.southbound.http.json.JsonMutations.Mutation;
import org.openmfs.southbound.http.json.JsonNode;

/**
 * Every leaf that is read of a node and of its notifications, wrong in eight ways over a real socket: told by name, and
 * over as soon as the node answers well again. Which leaves are read the reader itself says.
 */
@Timeout(600)
final class NodeMutationTest {
    private static final String PATH = "/data/etsi-qkd-sdn-node:qkd_node";
    private static final String ASKED = "GET " + PATH;
    private static final ManagerId QKDN = new ManagerId("qkdn");
    private static final UUID LINK = UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf1");
    private static final Pace ON_EVENTS_ALONE =
            new Pace(Duration.ofHours(1), Duration.ofMillis(20)).withLeast(Duration.ZERO);
    private static final Pace QUICK = new Pace(Duration.ofMillis(3), Duration.ofMillis(3));

    private static final String GOOD = """
            {"etsi-qkd-sdn-node:qkd_node": {"qkdn_id": "00000001-0000-0000-0000-000000000000",
             "qkd_applications": {"qkd_app": [{"app_id": "00000000-0000-0000-0000-000000000007",
               "backing_qkdl_id": ["f81d4fae-7dec-11d0-a765-00a0c91e6bf1"],
               "app_qos": {"max_bandwidth": 90, "min_bandwidth": 20}}]},
             "qkd_links": {"qkd_link": [{"qkdl_id": "f81d4fae-7dec-11d0-a765-00a0c91e6bf1",
               "qkdl_status": "etsi-qkd-node-types:ACTIVE", "qkdl_type": "etsi-qkd-node-types:PHYS",
               "qkdl_local": {"qkdn_id": "00000001-0000-0000-0000-000000000000"},
               "qkdl_remote": {"qkdn_id": "00000002-0000-0000-0000-000000000000"},
               "qkdl_performance": {"eskr": 1500, "expected_consumption": 20,
                 "phys_perf": [{"perf_type": "etsi-qkd-node-types:QBER", "value": "2.1"}]}},
              {"qkdl_id": "00000000-0000-0000-0000-000000000008", "qkdl_type": "etsi-qkd-node-types:VIRT",
               "virt_next_hop": ["00000002-0000-0000-0000-000000000000"], "virt_bandwidth": 20}]}}}""";

    private static final List<String> EVENTS = List.of(
            event("sdqkdn_link_down", ""),
            event("sdqkdn_link_overloaded", ""),
            event(
                    "sdqkdn_link_perf_update",
                    ", \"performance\": {\"phys_perf\": [{\"perf_type\": \"QBER\", \"value\": 12.5}]}"));

    private final ScriptedServer node = new ScriptedServer();
    private final RecordedNetworkReports reports = new RecordedNetworkReports(this::noted);
    private final RandomGenerator chance = Printed.seed("SD-QKD node");

    private static String event(String name, String more) {
        return "{\"ietf-restconf:notification\": {\"etsi-qkd-sdn-node:" + name + "\": {\"qkd_link\": {\"qkdl_id\": \""
                + LINK + "\", \"reason\": \"seen\"" + more + "}}}}";
    }

    /** How many readings had begun when all was good again; the test itself may hear of it much later. */
    private volatile long goodAt;

    private void noted(Connection at) {
        if (at.up() && at.text().isEmpty()) {
            goodAt = node.count(ASKED);
        }
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private QkdNetworks connected(Pace pace) {
        node.answer(PATH, GOOD);
        node.answer(ScriptedServer.STREAMS, ScriptedServer.GOOD_STREAMS);
        QkdNetworks plugin = new QkdNetworks(reports, InstantSource.system(), pace);
        plugin.connect(new ManagedNetwork(
                QKDN, ManagerKind.QKDN_015, List.of(node.root()), Optional.empty(), Access.NONE, Optional.empty()));
        reports.awaitConnection(QKDN, Connection::up);
        return plugin;
    }

    private Optional<Connection> newest() {
        List<Report.Connected> all = reports.of(QKDN, Report.Connected.class);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast().connection());
    }

    private QkdTopology topology() {
        return reports.of(QKDN, Report.Topology.class).getLast().topology();
    }

    private static void printed(List<Mutation> mutations, String of) {
        long leaves = mutations.stream().map(Mutation::path).distinct().count();
        Printed.line("mutations: " + leaves + " leaves × 8 = " + mutations.size() + ", all recovered (" + of + ")");
        assertThat(mutations).hasSize((int) leaves * Kind.values().length);
    }

    @Test
    void every_leaf_of_a_node_may_be_wrong() throws Exception {
        List<String> asked = new ArrayList<>();
        NodePicture.of(JsonNode.parse(GOOD, asked::add));
        List<Mutation> mutations = new JsonMutations(GOOD, chance).of(asked);
        try (DeadThreads dead = new DeadThreads();
                QkdNetworks plugin = connected(QUICK)) {
            QkdTopology good = topology();
            for (Mutation mutation : mutations) {
                node.answer(PATH, mutation.text());
                awaitReaction(mutation);
                node.answer(PATH, GOOD);
                long before = node.count(ASKED);
                node.await(
                        "good news after " + mutation,
                        () -> newest().filter(at -> at.up() && at.text().isEmpty())
                                        .isPresent()
                                && topology().equals(good));
                assertThat(goodAt - before)
                        .as("readings until all was good after %s", mutation)
                        .isLessThan(4);
            }
            assertThat(dead.all()).isEmpty();
        }
        printed(mutations, "SD-QKD node");
    }

    /** Told by name with the address; a leaf that may be missing is only missing. */
    private void awaitReaction(Mutation mutation) {
        long before = node.count(ASKED);
        node.await(
                "a word on " + mutation,
                () -> told(mutation) || mutation.kind() == Kind.MISSING && node.count(ASKED) > before + 3);
    }

    private boolean told(Mutation mutation) {
        return newest().filter(
                        at -> at.text().contains(node.address()) && at.text().contains(mutation.leaf()))
                .isPresent();
    }

    /** How often the reason of a whole notification was told; what was said before it may be told again behind it. */
    private long seen() {
        return reports.of(QKDN, Report.LinkTrouble.class).stream()
                .filter(trouble -> trouble.text().equals("seen"))
                .count();
    }

    @Test
    void every_leaf_of_a_notification_may_be_wrong() throws Exception {
        List<Mutation> mutations = new ArrayList<>();
        for (String good : EVENTS) {
            List<String> asked = new ArrayList<>();
            NodeEvents.trouble(JsonNode.parse(good, asked::add));
            mutations.addAll(new JsonMutations(good, chance)
                    .of(asked.stream().map(path -> path).distinct().toList()));
        }
        try (DeadThreads dead = new DeadThreads();
                QkdNetworks plugin = connected(ON_EVENTS_ALONE)) {
            node.awaitFollower();
            for (Mutation mutation : mutations) {
                long before = node.count(ASKED);
                node.publish(mutation.text());
                node.awaitRequests(ASKED, (int) before + 1);
            }
            long before = seen();
            node.publish(EVENTS.getFirst());
            node.await("what a good notification says", () -> seen() > before);
            assertThat(newest()).hasValueSatisfying(at -> assertThat(at.up()).isTrue());
            assertThat(dead.all()).isEmpty();
        }
        Printed.line("mutations: " + mutations.size() / Kind.values().length + " leaves × 8 = " + mutations.size()
                + ", all recovered (notifications of SD-QKD nodes)");
    }
}
