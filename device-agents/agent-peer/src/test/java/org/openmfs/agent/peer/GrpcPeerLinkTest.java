package org.openmfs.agent.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.peer.RecordingReceiver.Event;
import org.openmfs.agent.peer.pki.TestIdentities;
import org.openmfs.agent.peer.wire.Samples;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.PeerLink;

/** Links of several CFs over loopback sockets. */
final class GrpcPeerLinkTest {
    private static final CfId A = new CfId("cf-a");
    private static final CfId B = new CfId("cf-b");
    private static final CfId C = new CfId("cf-c");
    private static final LinkTimes TIMES = new LinkTimes(
            Duration.ofMillis(250), Duration.ofSeconds(20), Duration.ofMillis(10), Duration.ofMillis(200));
    /** Where much is sent at once, a busy machine is not a silent peer. */
    private static final LinkTimes PATIENT =
            new LinkTimes(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMillis(10), Duration.ofMillis(200));
    /** Where nobody is called: the listening side never connects. */
    private static final PeerAddress NOWHERE = new PeerAddress("127.0.0.1", 9);

    @TempDir
    private static Path folder;

    private static TestIdentities identities;

    private final List<GrpcPeerLink> links = new ArrayList<>();

    @BeforeAll
    static void makeAuthority() {
        identities = new TestIdentities(folder);
    }

    @AfterEach
    void stop() {
        links.forEach(GrpcPeerLink::close);
    }

    @Test
    void I8_messages_pass_in_both_directions_and_in_order() throws Exception {
        RecordingReceiver atA = new RecordingReceiver();
        RecordingReceiver atB = new RecordingReceiver();
        GrpcPeerLink a = start(A, 0, atA);
        GrpcPeerLink b = start(B, 0, atB);
        connect(a, b, new PeerAddress("127.0.0.1", b.port()));
        assertThat(atA.next()).isEqualTo(new Event.Link(B, true));
        assertThat(atB.next()).isEqualTo(new Event.Link(A, true));

        List<Message> messages = Samples.messages().toList();
        messages.forEach(message -> a.send(B, message));
        messages.forEach(message -> b.send(A, message));

        assertThat(atB.next(messages.size()))
                .isEqualTo(messages.stream()
                        .map(message -> (Event) new Event.Heard(A, message))
                        .toList());
        assertThat(atA.next(messages.size()))
                .isEqualTo(messages.stream()
                        .map(message -> (Event) new Event.Heard(B, message))
                        .toList());
        PeerState state = a.states().getFirst();
        assertThat(state.up()).isTrue();
        assertThat(state.connects()).isTrue();
        assertThat(state.sent()).isEqualTo(messages.size());
        assertThat(b.states().getFirst().connects()).isFalse();
    }

    @Test
    void the_largest_contributions_pass_and_what_is_beyond_the_limit_is_dropped() throws Exception {
        RecordingReceiver atA = new RecordingReceiver();
        RecordingReceiver atB = new RecordingReceiver();
        GrpcPeerLink a = start(A, 0, atA, PATIENT);
        GrpcPeerLink b = start(B, 0, atB, PATIENT);
        connect(a, b, new PeerAddress("127.0.0.1", b.port()));
        atA.next();
        atB.next();
        MethodMessage largest = Samples.octets(2 << 20);
        Message.Offer fits = Samples.offer(largest);
        Message.Offer tooLarge = new Message.Offer(
                fits.association(),
                fits.key(),
                fits.suites(),
                fits.selected(),
                fits.floor(),
                fits.purpose(),
                fits.certificates(),
                fits.nonce(),
                fits.labelShare(),
                List.of(largest, largest));

        a.send(B, tooLarge);
        a.send(B, fits);

        assertThat(atB.next()).isEqualTo(new Event.Heard(A, fits));
        assertThat(a.states().getFirst().dropped()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_contribution_of_megabytes_on_a_slow_line_is_no_silence(boolean fromCaller) throws Exception {
        RecordingReceiver atA = new RecordingReceiver();
        RecordingReceiver atB = new RecordingReceiver();
        GrpcPeerLink a = start(A, 0, atA, TIMES);
        GrpcPeerLink b = start(B, 0, atB, TIMES);
        try (Wire wire = new Wire(b.port())) {
            connect(a, b, wire.address());
            assertThat(atA.next()).isEqualTo(new Event.Link(B, true));
            assertThat(atB.next()).isEqualTo(new Event.Link(A, true));
            wire.slow(400_000);
            Message.Offer large = Samples.offer(Samples.octets(1 << 20));

            if (fromCaller) {
                a.send(B, large);
                assertThat(atB.next()).isEqualTo(new Event.Heard(A, large));
            } else {
                b.send(A, large);
                assertThat(atA.next()).isEqualTo(new Event.Heard(B, large));
            }
        }
    }

    @Test
    void a_link_comes_back_by_itself_after_the_peer_was_away() throws Exception {
        RecordingReceiver atA = new RecordingReceiver();
        GrpcPeerLink a = start(A, 0, atA);
        GrpcPeerLink b = start(B, 0, new RecordingReceiver());
        int port = b.port();
        connect(a, b, new PeerAddress("127.0.0.1", port));
        assertThat(atA.next()).isEqualTo(new Event.Link(B, true));

        b.close();
        assertThat(atA.next()).isEqualTo(new Event.Link(B, false));
        // Its last word may come before its connection ends, or not.
        assertThat(atA.why())
                .isIn("CF cf-b stops", "the connection broke off: the peer was stopped, or the network failed");
        a.send(B, new Message.Query(Samples.ASSOCIATION, Samples.KEY));
        RecordingReceiver atNewB = new RecordingReceiver();
        GrpcPeerLink newB = start(B, port, atNewB);
        newB.setPeer(A, NOWHERE);

        assertThat(atA.next()).isEqualTo(new Event.Link(B, true));
        assertThat(atNewB.next()).isEqualTo(new Event.Link(A, true));
        assertThat(a.states().getFirst().dropped()).isEqualTo(1);
        assertThat(atNewB.isQuiet()).isTrue();
    }

    @Test
    void a_peer_that_falls_silent_without_a_word_is_noticed_on_both_sides_and_met_again() throws Exception {
        RecordingReceiver atA = new RecordingReceiver();
        RecordingReceiver atB = new RecordingReceiver();
        GrpcPeerLink a = start(A, 0, atA);
        GrpcPeerLink b = start(B, 0, atB);
        try (Wire wire = new Wire(b.port())) {
            connect(a, b, wire.address());
            assertThat(atA.next()).isEqualTo(new Event.Link(B, true));
            assertThat(atB.next()).isEqualTo(new Event.Link(A, true));

            long before = System.nanoTime();
            wire.cut();
            assertThat(atA.next()).isEqualTo(new Event.Link(B, false));
            assertThat(atB.next()).isEqualTo(new Event.Link(A, false));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
            assertThat(a.states().getFirst().lastFailure()).isEqualTo("the peer fell silent");
            a.removePeer(B);
            wire.mend();
            a.setPeer(B, wire.address());

            assertThat(atA.next()).isEqualTo(new Event.Link(B, true));
            assertThat(atB.next()).isEqualTo(new Event.Link(A, true));
        }
    }

    @Test
    void a_peer_that_moves_is_followed_at_once() throws Exception {
        RecordingReceiver atA = new RecordingReceiver();
        GrpcPeerLink a = start(A, 0, atA);
        GrpcPeerLink first = start(B, 0, new RecordingReceiver());
        GrpcPeerLink second = start(B, 0, new RecordingReceiver());
        connect(a, first, new PeerAddress("127.0.0.1", first.port()));
        assertThat(atA.next()).isEqualTo(new Event.Link(B, true));

        second.setPeer(A, NOWHERE);
        a.setPeer(B, new PeerAddress("127.0.0.1", second.port()));

        assertThat(atA.next(2)).containsExactly(new Event.Link(B, false), new Event.Link(B, true));
        assertThat(a.states())
                .extracting(PeerState::address)
                .containsExactly(new PeerAddress("127.0.0.1", second.port()));
    }

    @Test
    void setting_a_peer_again_as_it_is_disturbs_nothing() throws Exception {
        RecordingReceiver atA = new RecordingReceiver();
        RecordingReceiver atB = new RecordingReceiver();
        GrpcPeerLink a = start(A, 0, atA);
        GrpcPeerLink b = start(B, 0, atB);
        connect(a, b, new PeerAddress("127.0.0.1", b.port()));
        atA.next();
        atB.next();

        connect(a, b, new PeerAddress("127.0.0.1", b.port()));
        Message message = new Message.Query(Samples.ASSOCIATION, Samples.KEY);
        a.send(B, message);

        assertThat(atB.next()).isEqualTo(new Event.Heard(A, message));
    }

    @Test
    void a_removed_peer_is_refused_until_it_is_set_again() throws Exception {
        RecordingReceiver atA = new RecordingReceiver();
        RecordingReceiver atB = new RecordingReceiver();
        GrpcPeerLink a = start(A, 0, atA);
        GrpcPeerLink b = start(B, 0, atB);
        connect(a, b, new PeerAddress("127.0.0.1", b.port()));
        atA.next();
        atB.next();

        b.removePeer(A);
        assertThat(atB.next()).isEqualTo(new Event.Link(A, false));
        assertThat(atA.next()).isEqualTo(new Event.Link(B, false));
        assertThat(b.states()).isEmpty();
        b.setPeer(A, NOWHERE);

        assertThat(atA.next()).isEqualTo(new Event.Link(B, true));
    }

    @Test
    @Timeout(60)
    void the_server_of_another_CF_is_not_taken_for_the_peer() throws Exception {
        RecordingReceiver atA = new RecordingReceiver();
        RecordingReceiver atC = new RecordingReceiver();
        GrpcPeerLink a = start(A, 0, atA);
        GrpcPeerLink c = start(C, 0, atC);
        c.setPeer(A, NOWHERE);
        a.setPeer(B, new PeerAddress("127.0.0.1", c.port()));
        a.setPeer(C, new PeerAddress("127.0.0.1", c.port()));

        assertThat(atA.next()).isEqualTo(new Event.Link(C, true));
        assertThat(atC.next()).isEqualTo(new Event.Link(A, true));
        assertThat(a.states())
                .filteredOn(PeerState::up)
                .extracting(PeerState::peer)
                .containsExactly(C);
        assertThat(failureOf(a, B)).contains("names CF cf-c instead of cf-b");
        assertThat(atA.isQuiet()).isTrue();
    }

    private static String failureOf(GrpcPeerLink link, CfId peer) {
        while (true) {
            for (PeerState state : link.states()) {
                if (state.peer().equals(peer) && !state.lastFailure().isEmpty()) {
                    return state.lastFailure();
                }
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void three_CFs_talk_pairwise_and_know_who_speaks() throws Exception {
        RecordingReceiver atA = new RecordingReceiver();
        RecordingReceiver atB = new RecordingReceiver();
        RecordingReceiver atC = new RecordingReceiver();
        GrpcPeerLink a = start(A, 0, atA);
        GrpcPeerLink b = start(B, 0, atB);
        GrpcPeerLink c = start(C, 0, atC);
        connect(a, b, new PeerAddress("127.0.0.1", b.port()));
        connect(a, c, new PeerAddress("127.0.0.1", c.port()));
        connect(b, c, new PeerAddress("127.0.0.1", c.port()));
        atA.next(2);
        atB.next(2);
        assertThat(atC.next(2)).containsExactlyInAnyOrder(new Event.Link(A, true), new Event.Link(B, true));

        Message fromA = new Message.Query(Samples.ASSOCIATION, KeyId.random(new Random(1)));
        Message fromB = new Message.Query(Samples.ASSOCIATION, KeyId.random(new Random(2)));
        a.send(C, fromA);
        b.send(C, fromB);

        assertThat(atC.next(2)).containsExactlyInAnyOrder(new Event.Heard(A, fromA), new Event.Heard(B, fromB));
    }

    @Test
    void nothing_is_registered_with_the_JVM_and_BouncyCastle_logs_no_stacks() throws Exception {
        RecordingReceiver atA = new RecordingReceiver();
        GrpcPeerLink a = start(A, 0, atA);
        GrpcPeerLink b = start(B, 0, new RecordingReceiver());
        connect(a, b, new PeerAddress("127.0.0.1", b.port()));
        atA.next();

        assertThat(Security.getProvider("BC")).isNull();
        assertThat(Security.getProvider("BCJSSE")).isNull();
        assertThat(Logger.getLogger("org.bouncycastle.jsse").getLevel()).isEqualTo(Level.SEVERE);
    }

    @Test
    void a_receiver_that_fails_on_a_message_gets_the_next_one_all_the_same() throws Exception {
        RecordingReceiver recorded = new RecordingReceiver();
        Message poison = new Message.Retired(Samples.ASSOCIATION, Samples.KEY);
        PeerLink.Receiver fragile = new PeerLink.Receiver() {
            @Override
            public void received(CfId peer, Message message) {
                if (message.equals(poison)) {
                    throw new IllegalStateException("a planted failure");
                }
                recorded.received(peer, message);
            }

            @Override
            public void linkChanged(CfId peer, PeerLink.LinkState state) {
                recorded.linkChanged(peer, state);
            }
        };
        RecordingReceiver atA = new RecordingReceiver();
        GrpcPeerLink a = start(A, 0, atA);
        GrpcPeerLink b = start(B, 0, fragile);
        connect(a, b, new PeerAddress("127.0.0.1", b.port()));
        atA.next();
        recorded.next();
        Message healthy = new Message.Query(Samples.ASSOCIATION, Samples.KEY);

        a.send(B, poison);
        a.send(B, healthy);

        assertThat(recorded.next()).isEqualTo(new Event.Heard(A, healthy));
    }

    @Test
    void a_port_in_use_is_told_at_the_start() throws Exception {
        GrpcPeerLink a = start(A, 0, new RecordingReceiver());

        assertThatThrownBy(() -> start(B, a.port(), new RecordingReceiver())).isInstanceOf(IOException.class);
    }

    @Test
    void a_CF_is_not_its_own_peer() throws Exception {
        GrpcPeerLink a = start(A, 0, new RecordingReceiver());

        assertThatThrownBy(() -> a.setPeer(A, NOWHERE)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void connect(GrpcPeerLink lower, GrpcPeerLink higher, PeerAddress address) {
        higher.setPeer(lower.self(), NOWHERE);
        lower.setPeer(higher.self(), address);
    }

    private GrpcPeerLink start(CfId cf, int port, PeerLink.Receiver receiver) throws IOException {
        return start(cf, port, receiver, TIMES);
    }

    private GrpcPeerLink start(CfId cf, int port, PeerLink.Receiver receiver, LinkTimes times) throws IOException {
        InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        GrpcPeerLink link = new GrpcPeerLink(listen, identities.tls(cf), times, LinkLimits.standard(), new Random(5));
        links.add(link);
        link.start(receiver);
        return link;
    }
}
