package org.openmfs.southbound.qkdn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.spi.RecordedNetworkReports;
import org.openmfs.controller.spi.RecordedNetworkReports.Report;
import org.openmfs.southbound.http.Pace;
import org.openmfs.southbound.http.ScriptedServer;

/** A node that says ever more busies nobody more than it must. */
@Timeout(60)
final class ChattyNodeTest {
    private static final String PATH = "/data/etsi-qkd-sdn-node:qkd_node";
    private static final String READ = "GET " + PATH;
    private static final UUID OTHER = new UUID(7, 7);
    private static final int MANY = 2_000;

    private final ScriptedServer chatty = server("00000001-0000-0000-0000-000000000000");
    private final ScriptedServer calm = server("00000002-0000-0000-0000-000000000000");
    private final RecordedNetworkReports reports = new RecordedNetworkReports();
    private final QkdNetworks plugin =
            new QkdNetworks(reports, InstantSource.system(), new Pace(Duration.ofHours(1), Duration.ofMillis(20)));

    private static ScriptedServer server(String id) {
        ScriptedServer server = new ScriptedServer();
        server.answer(ScriptedServer.STREAMS, ScriptedServer.GOOD_STREAMS);
        server.answer(PATH, "{\"etsi-qkd-sdn-node:qkd_node\": {\"qkdn_id\": \"" + id + "\"}}");
        return server;
    }

    @BeforeEach
    void connect() {
        plugin.connect(new ManagedNetwork(
                HeldNetwork.QKDN,
                ManagerKind.QKDN_015,
                List.of(chatty.root(), calm.root()),
                Optional.empty(),
                Access.NONE,
                Optional.empty()));
        reports.awaitConnection(HeldNetwork.QKDN, Connection::up);
        chatty.awaitFollower();
    }

    @AfterEach
    void stop() {
        plugin.close();
        chatty.close();
        calm.close();
    }

    private static String down(UUID link) {
        return "{\"ietf-restconf:notification\": {\"etsi-qkd-sdn-node:sdqkdn_link_down\": {\"qkd_link\": {\"qkdl_id\": \""
                + link + "\"}}}}";
    }

    private <T extends Report> int told(Class<T> kind) {
        return reports.of(HeldNetwork.QKDN, kind).size();
    }

    private void readAgain(int times) {
        for (int time = 0; time < times; time++) {
            int before = Math.toIntExact(chatty.count(READ));
            chatty.publish("{\"ietf-restconf:notification\": {}}");
            chatty.awaitRequests(READ, before + 1);
        }
    }

    @Test
    void what_one_node_says_has_no_other_read() {
        long before = calm.count(READ);

        readAgain(3);

        assertThat(calm.count(READ)).isEqualTo(before);
    }

    @Test
    void what_is_as_it_was_is_not_told_again() {
        readAgain(1);
        int topologies = told(Report.Topology.class);
        int keyLinks = told(Report.KeyLinks.class);

        readAgain(3);

        assertThat(told(Report.Topology.class)).isEqualTo(topologies);
        assertThat(told(Report.KeyLinks.class)).isEqualTo(keyLinks);
    }

    @Test
    void of_a_trouble_that_is_said_again_and_again_it_is_told_twice_a_reading_at_most() {
        IntStream.range(0, MANY).forEach(time -> chatty.publish(down(HeldNode.LINK)));
        chatty.publish(down(OTHER));

        reports.awaitNewest(
                HeldNetwork.QKDN,
                Report.LinkTrouble.class,
                report -> reports.of(HeldNetwork.QKDN, Report.LinkTrouble.class).stream()
                        .anyMatch(any -> any.link().equals(OTHER)));
        assertThat(told(Report.LinkTrouble.class)).isLessThan((int) (2 * chatty.count(READ) + 3));
    }

    @Test
    void of_ever_other_links_some_are_told_and_the_others_when_they_are_said_again() {
        IntStream.range(0, MANY).forEach(link -> chatty.publish(down(new UUID(3, link))));
        readAgain(1);

        int most = (int) (chatty.count(READ) + 1) * 300;
        assertThat(told(Report.LinkTrouble.class)).isBetween(1, Math.min(most, MANY - 1));
    }
}
