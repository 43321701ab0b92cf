package org.openmfs.agent.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.RecordingReceiver.Event;
import org.openmfs.agent.peer.pki.TestIdentities;
import org.openmfs.agent.protocol.Authenticator;
import org.openmfs.agent.protocol.Authenticator.Certificates;
import org.openmfs.agent.protocol.Octets;
import org.openmfs.agent.protocol.Signature;

/** Two CFs that met over TLS know each other's certificates, and judge each other's signatures by them. */
final class ProvedPeersTest {
    private static final CfId A = new CfId("cf-a");
    private static final CfId B = new CfId("cf-b");
    private static final byte[] TEXT = "what was said".getBytes(StandardCharsets.US_ASCII);
    private static final LinkTimes TIMES =
            new LinkTimes(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMillis(10), Duration.ofMillis(200));

    @TempDir
    private static Path folder;

    private static TestIdentities identities;

    private final List<GrpcPeerLink> links = new ArrayList<>();
    private Authenticator atA;
    private Authenticator atB;

    @BeforeAll
    static void makeAuthority() {
        identities = new TestIdentities(folder);
    }

    @BeforeEach
    void meet() throws Exception {
        RecordingReceiver heardByA = new RecordingReceiver();
        RecordingReceiver heardByB = new RecordingReceiver();
        GrpcPeerLink a = link(A, 1);
        GrpcPeerLink b = link(B, 2);
        a.start(heardByA);
        b.start(heardByB);
        b.setPeer(A, new PeerAddress("127.0.0.1", 9));
        a.setPeer(B, new PeerAddress("127.0.0.1", b.port()));
        assertThat(heardByA.next()).isEqualTo(new Event.Link(B, true));
        assertThat(heardByB.next()).isEqualTo(new Event.Link(A, true));
        atA = a.authenticator();
        atB = b.authenticator();
    }

    private GrpcPeerLink link(CfId name, int seed) throws Exception {
        GrpcPeerLink link = new GrpcPeerLink(
                new InetSocketAddress("127.0.0.1", 0),
                identities.tls(name),
                TIMES,
                LinkLimits.standard(),
                new Random(seed));
        links.add(link);
        return link;
    }

    @AfterEach
    void stop() {
        links.forEach(GrpcPeerLink::close);
    }

    @Test
    void each_names_the_same_two_certificates() {
        Certificates seenByA = atA.towards(B).orElseThrow();
        Certificates seenByB = atB.towards(A).orElseThrow();

        assertThat(seenByB).isEqualTo(new Certificates(seenByA.peer(), seenByA.own()));
        assertThat(seenByA.own()).isNotEqualTo(seenByA.peer());
        assertThat(atA.know(B, seenByA)).isTrue();
        assertThat(atA.know(B, seenByB)).isFalse();
        assertThat(atA.towards(new CfId("cf-c"))).isEmpty();
    }

    @Test
    void what_one_signed_the_other_verifies_and_nothing_else() {
        Certificates seenByA = atA.towards(B).orElseThrow();
        Signature signature = atA.sign(seenByA.own(), TEXT).orElseThrow();

        assertThat(atB.verifies(A, seenByA.own(), TEXT, signature)).isTrue();
        assertThat(atB.verifies(A, seenByA.own(), new byte[] {1}, signature)).isFalse();
        assertThat(atB.verifies(A, seenByA.peer(), TEXT, signature)).isFalse();
        assertThat(atB.verifies(A, seenByA.own(), TEXT, new Signature(new byte[3309])))
                .isFalse();
        assertThat(atB.verifies(A, seenByA.own(), TEXT, new Signature(new byte[0])))
                .isFalse();
        assertThat(atB.verifies(new CfId("cf-c"), seenByA.own(), TEXT, signature))
                .isFalse();
    }

    @Test
    void nobody_signs_by_a_certificate_that_is_not_its_own() {
        Certificates seenByA = atA.towards(B).orElseThrow();

        assertThat(atA.sign(seenByA.peer(), TEXT)).isEmpty();
        assertThat(atA.sign(new Octets(new byte[48]), TEXT)).isEmpty();
    }

    @Test
    void a_peer_that_is_none_any_more_is_forgotten() throws Exception {
        Certificates seenByA = atA.towards(B).orElseThrow();
        links.getFirst().removePeer(B);

        for (int look = 0; look < 500 && atA.know(B, seenByA); look++) {
            Thread.sleep(10);
        }

        assertThat(atA.know(B, seenByA)).isFalse();
    }
}
