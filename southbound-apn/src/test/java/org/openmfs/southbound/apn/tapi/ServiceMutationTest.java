package org.openmfs.southbound.apn.tapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
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
import org.openmfs.southbound.http.json.UnexpectedJson;

/**
 * Every leaf that is read of connectivity services, of ours and of others', wrong in eight ways over a real socket: told
 * by name, and over as soon as the APN-C answers well again. Which leaves are read the reader itself says.
 */
@Timeout(600)
final class ServiceMutationTest {
    private static final String CONTEXT = "/data/tapi-common:context/tapi-connectivity:connectivity-context";
    private static final String ASKED = "GET " + CONTEXT;
    private static final ManagerId APN = new ManagerId("apn");
    private static final AssociationId BLUE = new AssociationId("blue");
    private static final UUID ID = ConnectivityService.uuidOf(BLUE);
    private static final Pace QUICK = new Pace(Duration.ofMillis(3), Duration.ofMillis(3));

    private static final String SERVICE = """
            {"uuid": "%s", "name": [{"value-name": "openmfs-service", "value": "blue"}],
             "lifecycle-state": "INSTALLED", "operational-state": "ENABLED",
             "end-point": [
              {"service-interface-point": {"service-interface-point-uuid": "00000000-0000-0000-0000-00000000000a"}},
              {"service-interface-point": {"service-interface-point-uuid": "00000000-0000-0000-0000-00000000000b"}}],
             "connectivity-constraint": {"requested-capacity": {"total-size":
               {"value": "100", "unit": "tapi-common:CAPACITY_UNIT_GBPS"}}}}""".formatted(ID);

    private static final String GOOD = "{\"tapi-connectivity:connectivity-context\": {\"connectivity-service\": ["
            + SERVICE + ", {\"uuid\": \"00000000-0000-0000-0000-00000000000c\", \"name\":"
            + " [{\"value-name\": \"customer\", \"value\": \"of another\"}], \"lifecycle-state\": \"PLANNED\"}]}}";

    private final ScriptedServer server = new ScriptedServer();
    private final RecordedNetworkReports reports = new RecordedNetworkReports(this::noted);
    private final RandomGenerator chance = Printed.seed("TAPI");

    /** How many readings had begun when all was good again; the test itself may hear of it much later. */
    private volatile long goodAt;

    private void noted(Connection at) {
        if (at.up() && at.text().isEmpty()) {
            goodAt = server.count(ASKED);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Optional<Connection> newest() {
        List<Report.Connected> all = reports.of(APN, Report.Connected.class);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast().connection());
    }

    private boolean lightIsUp() {
        List<Report.OpticalPaths> all = reports.of(APN, Report.OpticalPaths.class);
        return !all.isEmpty() && isUp(all.getLast());
    }

    private static boolean isUp(Report.OpticalPaths told) {
        return told.paths().containsKey(BLUE) && told.paths().get(BLUE).state() == LightPathState.UP;
    }

    private boolean told(Mutation mutation) {
        return newest().filter(
                        at -> at.text().contains(server.address()) && at.text().contains(mutation.leaf()))
                .isPresent();
    }

    private static List<String> asked(Map<UUID, AssociationId> known) throws UnexpectedJson {
        List<String> asked = new ArrayList<>();
        ServiceReading.ofContext(JsonNode.parse(GOOD, asked::add), known);
        return asked;
    }

    private static void connect(OpticalNetworks plugin, ScriptedServer to) {
        plugin.connect(new ManagedNetwork(
                APN, ManagerKind.APN_TAPI, List.of(to.root()), Optional.empty(), Access.NONE, Optional.empty()));
    }

    @Test
    void every_leaf_may_be_wrong_when_a_session_begins() throws Exception {
        List<Mutation> mutations = new JsonMutations(GOOD, chance).of(asked(Map.of()));
        tried(mutations, true);
        printed(mutations, "TAPI, session begins");
    }

    @Test
    void every_leaf_may_be_wrong_while_a_session_lasts() throws Exception {
        List<Mutation> mutations = new JsonMutations(GOOD, chance)
                .of(asked(Map.of(ID, BLUE)).stream()
                        .filter(path -> path.contains("connectivity-service[0]"))
                        .toList());
        tried(mutations, false);
        printed(mutations, "TAPI, session lasts");
    }

    private static void printed(List<Mutation> mutations, String of) {
        long leaves = mutations.stream().map(Mutation::path).distinct().count();
        Printed.line("mutations: " + leaves + " leaves × 8 = " + mutations.size() + ", all recovered (" + of + ")");
        assertThat(mutations).hasSize((int) leaves * Kind.values().length);
    }

    private void tried(List<Mutation> mutations, boolean anew) {
        server.answer(ScriptedServer.STREAMS, ScriptedServer.GOOD_STREAMS);
        server.answer(
                CONTEXT + "/connectivity-service=" + ID,
                "{\"tapi-connectivity:connectivity-service\": [" + SERVICE + "]}");
        server.answer(CONTEXT, GOOD);
        try (DeadThreads dead = new DeadThreads();
                OpticalNetworks plugin = new OpticalNetworks(reports, InstantSource.system(), QUICK)) {
            connect(plugin, server);
            reports.awaitNewest(APN, Report.OpticalPaths.class, ServiceMutationTest::isUp);
            for (Mutation mutation : mutations) {
                server.answer(CONTEXT, mutation.text());
                if (anew) {
                    connect(plugin, server);
                }
                awaitReaction(mutation);
                server.answer(CONTEXT, GOOD);
                long before = server.count(ASKED);
                server.await(
                        "good news after " + mutation,
                        () -> newest().filter(at -> at.up() && at.text().isEmpty())
                                        .isPresent()
                                && lightIsUp());
                assertThat(goodAt - before)
                        .as("readings until all was good after %s", mutation)
                        .isLessThan(4);
            }
            assertThat(dead.all()).isEmpty();
        }
    }

    /** Told by name with the address; a leaf that may be missing is only missing. */
    private void awaitReaction(Mutation mutation) {
        long before = server.count(ASKED);
        server.await(
                "a word on " + mutation,
                () -> told(mutation) || mutation.kind() == Kind.MISSING && server.count(ASKED) > before + 3);
    }
}
