package org.openmfs.southbound.qkdn;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.spi.RecordedNetworkReports;
import org.openmfs.southbound.http.Pace;
import org.openmfs.southbound.http.ScriptedServer;

/** An event stream of an QKD node that was away without closing it: it looks open, and nothing will ever come from it. */
@Timeout(30)
final class HalfOpenStreamTest {
    private static final String NODE = "/data/etsi-qkd-sdn-node:qkd_node";
    private static final String JSON = "application/yang-data+json";
    private static final ManagerId QKDN = new ManagerId("qkdn");
    private static final byte[] EMPTY =
            "{\"etsi-qkd-sdn-node:qkd_node\": {\"qkdn_id\": \"00000001-0000-0000-0000-000000000000\"}}"
                    .getBytes(StandardCharsets.UTF_8);

    private final ScriptedServer server = new ScriptedServer();
    private final RecordedNetworkReports reports = new RecordedNetworkReports();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_stream_from_before_an_outage_is_opened_anew_when_the_manager_is_read_again() {
        server.answer(ScriptedServer.STREAMS, ScriptedServer.GOOD_STREAMS);
        server.answer(NODE, 200, JSON, EMPTY);
        Pace pace = new Pace(Duration.ofMillis(20), Duration.ofMillis(20));
        try (QkdNetworks plugin = new QkdNetworks(reports, InstantSource.system(), pace)) {
            plugin.connect(new ManagedNetwork(
                    QKDN,
                    ManagerKind.QKDN_015,
                    List.of(server.root()),
                    Optional.empty(),
                    Access.NONE,
                    Optional.empty()));
            reports.awaitConnection(QKDN, Connection::up);
            server.awaitFollower();

            server.leaveFollowersHanging();
            server.answer(NODE, 503, JSON, new byte[0]);
            reports.awaitConnection(QKDN, at -> !at.up());
            server.answer(NODE, 200, JSON, EMPTY);

            server.awaitFollower();
        }
    }
}
