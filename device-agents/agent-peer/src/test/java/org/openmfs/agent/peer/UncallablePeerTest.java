package org.openmfs.agent.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.pki.TestIdentities;

/** One peer has a host's name that cannot be called. */
@Timeout(60)
final class UncallablePeerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final CfId A = new CfId("cf-a");
    private static final CfId ODD = new CfId("cf-odd");
    private static final LinkTimes TIMES = new LinkTimes(
            Duration.ofMillis(250), Duration.ofSeconds(20), Duration.ofMillis(50), Duration.ofMillis(200));
    private static final int ODD_ONES = 3;
    private static final int SOME_PORT = 7_000;
    private static final PeerAddress NONE = new PeerAddress("cf_odd", SOME_PORT);

    private final List<GrpcPeerLink> links = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        links.forEach(GrpcPeerLink::close);
    }

    @Test
    void the_others_known_before_the_start_are_called() throws Exception {
        TestIdentities identities = new TestIdentities(folder);
        CfId good = new CfId("cf-b");
        GrpcPeerLink b = link(identities, good);
        b.setPeer(A, new PeerAddress("127.0.0.1", SOME_PORT));
        b.start(new RecordingReceiver());
        GrpcPeerLink a = link(identities, A);
        for (int i = 0; i < ODD_ONES; i++) {
            a.setPeer(new CfId("cf-odd" + i), NONE);
        }
        a.setPeer(good, new PeerAddress("127.0.0.1", b.port()));

        a.start(new RecordingReceiver());

        await(() -> stateOf(a, good).up());
    }

    @Test
    void what_is_wrong_is_told_and_tried_again() throws Exception {
        GrpcPeerLink a = link(new TestIdentities(folder), A);
        RecordingReceiver told = new RecordingReceiver();
        a.start(told);
        a.setPeer(ODD, NONE);

        assertThat(told.next()).isEqualTo(new RecordingReceiver.Event.Link(ODD, false));
        assertThat(stateOf(a, ODD).lastFailure()).contains("cf_odd").doesNotContain("Exception", "null");
    }

    private GrpcPeerLink link(TestIdentities identities, CfId self) throws Exception {
        GrpcPeerLink link = new GrpcPeerLink(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                identities.tls(self),
                TIMES,
                LinkLimits.standard(),
                new Random(1));
        links.add(link);
        return link;
    }

    private static PeerState stateOf(GrpcPeerLink link, CfId peer) {
        return link.states().stream()
                .filter(state -> state.peer().equals(peer))
                .findFirst()
                .orElseThrow();
    }

    private static void await(BooleanSupplier there) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!there.getAsBoolean() && System.nanoTime() < until) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        assertThat(there.getAsBoolean()).isTrue();
    }
}
