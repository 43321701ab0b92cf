package org.openmfs.agent.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.pki.TestIdentities;
import org.openmfs.agent.peer.tls.OtherGroups;
import org.openmfs.agent.peer.tls.PeerTls;

/** What both ends say of the link when TLS between them fails; A calls, B listens. */
@Timeout(60)
final class TlsTroubleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);
    private static final CfId A = new CfId("cf-a");
    private static final CfId B = new CfId("cf-b");
    private static final Duration LONG_AGO = Duration.ofDays(-400);
    private static final Duration TOO_SOON = Duration.ofDays(2);
    private static final LinkTimes TIMES = new LinkTimes(
            Duration.ofMillis(250), Duration.ofSeconds(20), Duration.ofMillis(50), Duration.ofMillis(200));

    private final List<GrpcPeerLink> links = new ArrayList<>();
    private Path folder;
    private TestIdentities ours;

    @BeforeEach
    void makeAuthority(@TempDir Path given) throws IOException {
        folder = given;
        ours = new TestIdentities(Files.createDirectory(folder.resolve("ours")));
    }

    @AfterEach
    void stop() {
        links.forEach(GrpcPeerLink::close);
    }

    @Test
    void an_expired_certificate_of_the_caller_is_told_at_both_ends() throws Exception {
        meet(tls(ours.at(LONG_AGO, A), LONG_AGO), ours.tls(B));

        assertThat(failureAt(A)).contains("the peer refuses our certificate", "expired");
        assertThat(failureAt(B)).contains("certificate of CF cf-a expired", "127.0.0.1");
    }

    @Test
    void an_expired_certificate_of_the_listener_is_told_at_both_ends() throws Exception {
        meet(ours.tls(A), tls(ours.at(LONG_AGO, B), LONG_AGO));

        assertThat(failureAt(A)).contains("certificate of CF cf-b expired");
        assertThat(failureAt(B)).contains("the peer refuses our certificate", "expired", "127.0.0.1");
    }

    @Test
    void a_certificate_that_is_not_yet_valid_is_told_with_a_hint_at_the_clocks() throws Exception {
        meet(tls(ours.at(TOO_SOON, A), TOO_SOON), ours.tls(B));

        assertThat(failureAt(B)).contains("certificate of CF cf-a is not valid before", "clock");
        assertThat(failureAt(A)).contains("the peer refuses our certificate");
    }

    @Test
    void an_unknown_authority_of_the_caller_is_told_at_both_ends() throws Exception {
        TestIdentities strangers = new TestIdentities(Files.createDirectory(folder.resolve("strangers")));
        Credentials.Pem foreign = strangers.of(A);
        meet(tls(knowingBoth(foreign), Duration.ZERO), ours.tls(B));

        assertThat(failureAt(A)).contains("the peer refuses our certificate", "authority");
        assertThat(failureAt(B)).contains("certificate of CF cf-a", "unknown authority", "OpenMFS test authority");
    }

    @Test
    void an_unknown_authority_of_the_listener_is_told_at_both_ends() throws Exception {
        TestIdentities strangers = new TestIdentities(Files.createDirectory(folder.resolve("strangers")));
        Credentials.Pem foreign = strangers.of(B);
        meet(ours.tls(A), tls(knowingBoth(foreign), Duration.ZERO));

        assertThat(failureAt(A)).contains("certificate of CF cf-b", "unknown authority");
        assertThat(failureAt(B)).contains("the peer refuses our certificate", "authority");
    }

    @Test
    void no_common_group_is_told_at_both_ends() throws Exception {
        meet(OtherGroups.tls(ours.of(A), "x25519"), ours.tls(B));

        assertThat(failureAt(A)).contains("no common group, signature or protocol");
        assertThat(failureAt(B)).contains("no common group, signature or protocol", "127.0.0.1");
    }

    @Test
    void a_name_that_is_not_the_peers_is_told_at_both_ends() throws Exception {
        meet(ours.tls(A), ours.tls(new CfId("cf-x")));

        assertThat(failureAt(A)).contains("the certificate names CF cf-x instead of cf-b");
        assertThat(failureAt(links.getLast(), A)).contains("the peer refuses our certificate", "name");
    }

    @Test
    void a_certificate_without_a_CF_name_is_told_with_the_callers_address() throws Exception {
        Credentials odd = ours.odd("odd-dns", new GeneralName(GeneralName.dNSName, "cf-a"));
        GrpcPeerLink b = start(ours.tls(B));
        b.setPeer(A, new PeerAddress("127.0.0.1", 9));

        new org.openmfs.agent.peer.tls.RawTls().as(odd).refusal(b.port(), ours.of(A));

        assertThat(failureAt(b, A)).contains("names 0 CFs instead of 1", "127.0.0.1");
    }

    @Test
    void a_peer_that_speaks_no_TLS_is_told() throws Exception {
        GrpcPeerLink b = start(ours.tls(B));
        b.setPeer(A, new PeerAddress("127.0.0.1", 9));

        try (java.net.Socket plain = new java.net.Socket("127.0.0.1", b.port())) {
            plain.getOutputStream()
                    .write("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            plain.getInputStream().readAllBytes();
        }

        assertThat(failureAt(b, A)).contains("127.0.0.1", "no TLS");
    }

    private void meet(PeerTls caller, PeerTls listener) throws IOException {
        GrpcPeerLink b = start(listener);
        b.setPeer(A, new PeerAddress("127.0.0.1", 9));
        GrpcPeerLink a = start(caller);
        links.add(0, links.removeLast());
        a.setPeer(B, new PeerAddress("127.0.0.1", b.port()));
    }

    private String failureAt(CfId end) {
        GrpcPeerLink link = end.equals(A) ? links.getFirst() : links.getLast();
        return failureAt(link, end.equals(A) ? B : A);
    }

    /** Leaves the processor to the handshake that is waited for. */
    private static String failureAt(GrpcPeerLink link, CfId peer) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (PeerState state : link.states()) {
                if (state.peer().equals(peer) && !state.lastFailure().isEmpty()) {
                    return state.lastFailure();
                }
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return "silence";
    }

    /** Of another authority, and trusting ours too. */
    private Credentials knowingBoth(Credentials.Pem foreign) throws IOException {
        String both = Files.readString(foreign.authorities())
                + Files.readString(ours.of(A).authorities());
        Path file = Files.writeString(folder.resolve("both.pem"), both);
        return new Credentials.Pem(foreign.certificates(), foreign.key(), file);
    }

    /** An identity that was good when it was read, at another time. */
    private static PeerTls tls(Credentials credentials, Duration fromNow) throws IOException, GeneralSecurityException {
        return new PeerTls(credentials, Clock.offset(Clock.systemUTC(), fromNow));
    }

    private GrpcPeerLink start(PeerTls tls) throws IOException {
        GrpcPeerLink link = new GrpcPeerLink(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                tls,
                TIMES,
                LinkLimits.standard(),
                new Random(5));
        links.add(link);
        link.start(new RecordingReceiver());
        return link;
    }
}
